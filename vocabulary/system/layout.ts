import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

const seen = { read: 'all', create: 'none', update: 'none', delete: 'none', export: 'none' } as const

/** How a page or a board of an object stands in this house, where it differs from the definition. */
export const layout = defineObject({
  name: 'layout',
  plural: 'layouts',
  concept: 'system',
  ownerless: true,
  hidden: true,
  label: label('Layout', '布局'),
  labels: label('Layouts', '布局'),
  icon: 'layout-list',
  title: 'object',
  fields: {
    code: field.code(label('Code', '编码'), { unique: true, derived: true }),
    object: field.code(label('Object', '对象'), { required: true, index: true }),
    place: field.choice(
      label('Place', '位置'),
      {
        page: { label: label('Record page', '记录页面') },
        board: { label: label('Board', '看板') },
      },
      { required: true, default: 'page' },
    ),
    role: field.link(label('Role', '角色'), {
      to: 'role',
      help: label('For everyone when empty', '为空时适用于所有人'),
    }),
    settings: field.json(label('Settings', '设置'), { required: true }),
  },
  list: { columns: ['object', 'place', 'role', 'updated_at'], sort: 'object' },
  page: { sections: [{ label: label('Layout', '布局'), fields: ['object', 'place', 'role', 'settings'] }] },
  grants: { manager: seen, member: seen, viewer: seen },
})
