import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'
import { aboutFields } from './about.ts'

/** Words worth keeping about a customer or a record. */
export const note = defineObject({
  name: 'note',
  plural: 'notes',
  concept: 'work',
  label: label('Note', '笔记'),
  labels: label('Notes', '笔记'),
  icon: 'note',
  title: 'title',
  follows: 'about',
  fields: {
    title: field.text(label('Title', '标题'), { max: 300, search: true, index: true }),
    ...aboutFields,
    text: field.longText(label('Text', '内容'), { required: true }),
    pinned: field.boolean(label('Pinned', '置顶'), { default: false }),
  },
  list: { columns: ['title', 'customer', 'text', 'owner', 'created_at'], sort: '-created_at' },
  page: {
    sections: [{ label: label('Note', '笔记'), fields: ['title', 'text', 'customer', 'about', 'pinned', 'owner'] }],
  },
  timeline: { at: 'created_at', customer: 'customer', about: 'about', show: ['text'] },
})
