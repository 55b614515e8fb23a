import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** One message of the conversation in a ticket; internal ones stay among us. */
export const message = defineObject({
  name: 'message',
  plural: 'messages',
  concept: 'service',
  partOf: 'ticket',
  ownerless: true,
  hidden: true,
  label: label('Message', '消息'),
  labels: label('Messages', '消息'),
  icon: 'message',
  title: 'author',
  fields: {
    ticket: field.link(label('Ticket', '工单'), {
      to: 'ticket',
      required: true,
      part: true,
      reverse: label('Messages', '消息'),
    }),
    author: field.text(label('From', '发件人'), { max: 300 }),
    direction: field.choice(
      label('Direction', '方向'),
      {
        in: { label: label('From customer', '来自客户'), colour: 'blue' },
        out: { label: label('To customer', '发给客户'), colour: 'green' },
        internal: { label: label('Internal', '内部'), colour: 'yellow' },
      },
      { required: true, default: 'out' },
    ),
    text: field.longText(label('Text', '内容'), { required: true }),
    at: field.datetime(label('When', '时间'), { index: true }),
  },
  list: { columns: ['at', 'direction', 'author', 'text'], sort: 'at' },
  page: { sections: [{ label: label('Message', '消息'), fields: ['ticket', 'direction', 'author', 'at', 'text'] }] },
})
