import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { languageChoices } from '../define/language-choices.ts'
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
    language: field.choice(label('Language', '语言'), languageChoices, {
      index: true,
      help: label('Told from the text, unless you choose', '根据文本识别，也可自行选择'),
      aliases: ['lang', 'language of text', '语种'],
    }),
    tone: field.number(label('Tone, in stars', '语气（星级）'), {
      derived: true,
      digits: 1,
      scored: 'message.tone',
      help: label(
        'What its words would earn as a review: learned from your own reviews and their stars',
        '若作为评价，其文字相当于几颗星：根据您自己的评价及其星级学习',
      ),
    }),
    at: field.datetime(label('When', '时间'), { index: true }),
  },
  list: { columns: ['at', 'direction', 'author', 'text'], sort: 'at' },
  page: {
    sections: [
      { label: label('Message', '消息'), fields: ['ticket', 'direction', 'author', 'at', 'language', 'text'] },
    ],
  },
})
