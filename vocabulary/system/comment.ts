import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** What a colleague says about a record; `mentions` are notified. */
export const comment = defineObject({
  name: 'comment',
  plural: 'comments',
  concept: 'system',
  hidden: true,
  label: label('Comment', '评论'),
  labels: label('Comments', '评论'),
  icon: 'message-circle',
  title: 'text',
  follows: 'about',
  fields: {
    about: field.reference(label('About', '关于'), { required: true, index: true }),
    text: field.longText(label('Text', '内容'), { required: true, max: 20_000 }),
    mentions: field.links(label('Mentions', '提及'), { to: 'user', reverse: label('Mentioned in', '被提及') }),
    answers: field.link(label('Answer to', '回复'), { to: 'comment', reverse: label('Answers', '回复') }),
  },
  list: { columns: ['about', 'text', 'created_at'], sort: '-created_at' },
  page: { sections: [{ label: label('Comment', '评论'), fields: ['about', 'text', 'mentions', 'answers'] }] },
  timeline: { at: 'created_at', about: 'about', show: ['text'] },
})
