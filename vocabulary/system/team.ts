import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

const nobody = { create: 'none', update: 'none', delete: 'none' } as const

/** People who work together; its manager sees what its members own, and what members of the teams inside it own. */
export const team = defineObject({
  name: 'team',
  plural: 'teams',
  concept: 'system',
  ownerless: true,
  label: label('Team', '团队'),
  labels: label('Teams', '团队'),
  icon: 'users-group',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, search: true, index: true, key: true }),
    parent: field.link(label('Part of', '上级团队'), { to: 'team', reverse: label('Teams inside', '下级团队') }),
    manager: field.link(label('Manager', '经理'), { to: 'user', reverse: label('Manages', '管理的团队') }),
    description: field.longText(label('Description', '描述')),
  },
  list: { columns: ['name', 'parent', 'manager', 'description'], sort: 'name' },
  page: { sections: [{ label: label('Team', '团队'), fields: ['name', 'parent', 'manager', 'description'] }] },
  grants: { manager: nobody, member: nobody },
})
