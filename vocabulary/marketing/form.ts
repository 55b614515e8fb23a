import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A form on a web page whose answers become customers. Its questions are data. */
export const form = defineObject({
  name: 'form',
  plural: 'forms',
  concept: 'marketing',
  label: label('Form', '表单'),
  labels: label('Forms', '表单'),
  icon: 'forms',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, search: true, index: true }),
    campaign: field.link(label('Campaign', '营销活动'), { to: 'campaign', reverse: label('Forms', '表单') }),
    status: field.choice(
      label('Status', '状态'),
      {
        draft: { label: label('Draft', '草稿'), colour: 'gray' },
        open: { label: label('Open', '开放'), colour: 'green' },
        closed: { label: label('Closed', '已关闭'), colour: 'red' },
      },
      { required: true, default: 'draft' },
    ),
    questions: field.json(label('Fields', '字段')),
    thanks: field.longText(label('Words of thanks', '致谢语')),
    consent_wording: field.longText(label('Wording of consent', '同意条款')),
    submissions: field.integer(label('Submissions', '提交数'), { default: 0, min: 0 }),
  },
  list: { columns: ['name', 'status', 'campaign', 'submissions', 'updated_at'], sort: '-created_at' },
  page: {
    numbers: ['submissions'],
    sections: [
      {
        label: label('Form', '表单'),
        fields: ['name', 'status', 'campaign', 'questions', 'thanks', 'consent_wording'],
      },
    ],
  },
})
