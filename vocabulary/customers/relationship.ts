import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** How two customers stand to each other: "Ada is adviser of Lin & Co". Employment is the customer's own field `employer`. */
export const relationship = defineObject({
  name: 'relationship',
  plural: 'relationships',
  concept: 'customers',
  label: label('Relationship', '关系'),
  labels: label('Relationships', '关系'),
  icon: 'arrows-exchange',
  title: 'role',
  fields: {
    role: field.text(label('Role', '角色'), {
      required: true,
      max: 100,
      index: true,
      aliases: ['relation', 'relationship', '关系'],
    }),
    from: field.link(label('Who', '谁'), { to: 'customer', required: true, reverse: label('Relationships', '关系') }),
    to: field.link(label('Of whom', '对谁'), {
      to: 'customer',
      required: true,
      reverse: label('Related from', '被关联'),
    }),
    since: field.date(label('Since', '开始于')),
    until: field.date(label('Until', '结束于')),
    note: field.longText(label('Remarks', '备注')),
  },
  list: { columns: ['role', 'from', 'to', 'since', 'until'], sort: '-created_at' },
  page: {
    sections: [{ label: label('Relationship', '关系'), fields: ['from', 'role', 'to', 'since', 'until', 'note'] }],
  },
})
