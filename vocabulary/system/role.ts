import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

const nobody = { create: 'none', update: 'none', delete: 'none' } as const

/** What people may do: grants by object, and abilities. */
export const role = defineObject({
  name: 'role',
  plural: 'roles',
  concept: 'system',
  ownerless: true,
  label: label('Role', '角色'),
  labels: label('Roles', '角色'),
  icon: 'shield',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 100, index: true, key: true }),
    code: field.code(label('Code', '代码'), { unique: true, max: 50, derived: true }),
    description: field.longText(label('Description', '描述')),
    grants: field.json(label('Grants', '权限')),
    abilities: field.choices(label('Abilities', '能力'), {
      people: { label: label('Manage people and roles', '管理人员和角色') },
      designer: { label: label('Change fields and layouts', '修改字段和布局') },
      imports: { label: label('Import data', '导入数据') },
      settings: { label: label('Change settings', '修改设置') },
      audit: { label: label('See the audit', '查看审计') },
    }),
  },
  list: { columns: ['name', 'description', 'abilities'], sort: 'name' },
  page: { sections: [{ label: label('Role', '角色'), fields: ['name', 'description', 'abilities', 'grants'] }] },
  grants: { manager: nobody, member: nobody },
})
