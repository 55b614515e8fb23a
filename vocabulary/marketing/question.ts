import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A question of a survey. */
export const question = defineObject({
  name: 'question',
  plural: 'questions',
  concept: 'marketing',
  partOf: 'survey',
  ownerless: true,
  hidden: true,
  label: label('Question', '问题'),
  labels: label('Questions', '问题'),
  icon: 'help',
  title: 'text',
  fields: {
    survey: field.link(label('Survey', '问卷调查'), {
      to: 'survey',
      required: true,
      part: true,
      reverse: label('Questions', '问题'),
    }),
    text: field.text(label('Question', '问题'), { required: true, max: 1000 }),
    kind: field.choice(
      label('Kind', '类型'),
      {
        stars: { label: label('Stars 1–5', '1–5 星') },
        recommend: { label: label('Would recommend 0–10', '推荐度 0–10') },
        choice: { label: label('One choice', '单选') },
        choices: { label: label('Several choices', '多选') },
        text: { label: label('Text', '文本') },
        number: { label: label('Number', '数字') },
      },
      { required: true, default: 'stars' },
    ),
    options: field.json(label('Choices', '选项')),
    needed: field.boolean(label('Must be answered', '必答'), { default: false }),
    position: field.number(label('Position', '顺序'), { default: 1 }),
  },
  list: { columns: ['position', 'text', 'kind', 'needed'], sort: 'position' },
  page: {
    sections: [
      { label: label('Question', '问题'), fields: ['survey', 'text', 'kind', 'options', 'needed', 'position'] },
    ],
  },
})
