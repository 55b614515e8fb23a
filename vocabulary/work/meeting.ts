import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'
import { aboutFields } from './about.ts'

/** A meeting, planned or held. */
export const meeting = defineObject({
  name: 'meeting',
  plural: 'meetings',
  concept: 'work',
  label: label('Meeting', '会议'),
  labels: label('Meetings', '会议'),
  icon: 'calendar-event',
  title: 'title',
  follows: 'about',
  fields: {
    title: field.text(label('Subject', '主题'), { required: true, max: 500, search: true, index: true }),
    ...aboutFields,
    starts_at: field.datetime(label('Starts', '开始时间'), { index: true }),
    ends_at: field.datetime(label('Ends', '结束时间'), { index: true }),
    place: field.text(label('Place', '地点'), { max: 500 }),
    people: field.links(label('Colleagues', '同事'), { to: 'user', reverse: label('Meetings', '会议') }),
    guests: field.links(label('Guests', '来宾'), { to: 'customer', reverse: label('Meetings', '会议') }),
    status: field.choice(
      label('Status', '状态'),
      {
        planned: { label: label('Planned', '已计划'), colour: 'blue' },
        held: { label: label('Held', '已举行'), colour: 'green' },
        cancelled: { label: label('Cancelled', '已取消'), colour: 'red' },
      },
      { required: true, default: 'planned' },
    ),
    note: field.longText(label('Minutes', '纪要')),
  },
  list: { columns: ['title', 'customer', 'starts_at', 'ends_at', 'place', 'status', 'owner'], sort: '-starts_at' },
  calendar: { at: 'starts_at', until: 'ends_at' },
  page: {
    sections: [
      {
        label: label('Meeting', '会议'),
        fields: [
          'title',
          'customer',
          'about',
          'starts_at',
          'ends_at',
          'place',
          'people',
          'guests',
          'status',
          'note',
          'owner',
        ],
      },
    ],
  },
  timeline: { at: 'starts_at', customer: 'customer', about: 'about', show: ['place', 'status', 'note'] },
})
