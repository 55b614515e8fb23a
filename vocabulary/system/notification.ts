import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

const own = { read: 'own', create: 'none', update: 'own', delete: 'own', export: 'none' } as const

/** Word to a person that something happened. Nobody sees another's. */
export const notification = defineObject({
  name: 'notification',
  plural: 'notifications',
  concept: 'system',
  hidden: true,
  label: label('Notification', '通知'),
  labels: label('Notifications', '通知'),
  icon: 'bell',
  title: 'text',
  fields: {
    text: field.text(label('Text', '内容'), { required: true, max: 1000 }),
    about: field.reference(label('About', '关于')),
    kind: field.code(label('Kind', '类型')),
    read_at: field.datetime(label('Read', '已读时间')),
  },
  list: { columns: ['text', 'about', 'created_at', 'read_at'], sort: '-created_at' },
  page: { sections: [{ label: label('Notification', '通知'), fields: ['text', 'about', 'read_at'] }] },
  grants: { admin: own, manager: own, member: own, viewer: own },
})
