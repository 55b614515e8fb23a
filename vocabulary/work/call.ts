import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'
import { aboutFields } from './about.ts'

/** A call with a customer. */
export const call = defineObject({
  name: 'call',
  plural: 'calls',
  concept: 'work',
  label: label('Call', '通话'),
  labels: label('Calls', '通话'),
  icon: 'phone',
  title: 'title',
  follows: 'about',
  fields: {
    title: field.text(label('Subject', '主题'), { required: true, max: 500, search: true, index: true }),
    ...aboutFields,
    direction: field.choice(
      label('Direction', '方向'),
      {
        in: { label: label('They called', '来电'), colour: 'blue' },
        out: { label: label('We called', '去电'), colour: 'teal' },
      },
      { required: true, default: 'out' },
    ),
    outcome: field.choice(label('Outcome', '结果'), {
      reached: { label: label('Reached', '已接通'), colour: 'green' },
      missed: { label: label('Not reached', '未接通'), colour: 'orange' },
      voicemail: { label: label('Voicemail', '语音留言'), colour: 'yellow' },
    }),
    phone: field.phone(label('Number', '号码')),
    at: field.datetime(label('When', '时间'), { index: true }),
    duration: field.duration(label('Duration', '时长'), { min: 0 }),
    note: field.longText(label('What was said', '通话内容')),
  },
  list: { columns: ['title', 'customer', 'direction', 'outcome', 'at', 'duration', 'owner'], sort: '-at' },
  calendar: { at: 'at', lasting: 'duration' },
  page: {
    sections: [
      {
        label: label('Call', '通话'),
        fields: ['title', 'customer', 'about', 'direction', 'outcome', 'phone', 'at', 'duration', 'note', 'owner'],
      },
    ],
  },
  timeline: { at: 'at', customer: 'customer', about: 'about', show: ['direction', 'outcome', 'note'] },
})
