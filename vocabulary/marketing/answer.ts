import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** What one customer answered to one question. */
export const answer = defineObject({
  name: 'answer',
  plural: 'answers',
  concept: 'marketing',
  partOf: 'question',
  ownerless: true,
  hidden: true,
  label: label('Answer', '回答'),
  labels: label('Answers', '回答'),
  icon: 'message-2',
  title: 'text',
  fields: {
    question: field.link(label('Question', '问题'), {
      to: 'question',
      required: true,
      part: true,
      reverse: label('Answers', '回答'),
    }),
    customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Survey answers', '问卷回答') }),
    text: field.text(label('Answer', '回答'), { max: 1000 }),
    number: field.number(label('As a number', '数值')),
    at: field.datetime(label('When', '时间'), { index: true }),
  },
  list: { columns: ['customer', 'text', 'number', 'at'], sort: '-at' },
  page: { sections: [{ label: label('Answer', '回答'), fields: ['question', 'customer', 'text', 'number', 'at'] }] },
  timeline: { at: 'at', customer: 'customer', show: ['question', 'text', 'number'] },
})
