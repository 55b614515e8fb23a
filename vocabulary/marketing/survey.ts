import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** Questions that customers answer. */
export const survey = defineObject({
  name: 'survey',
  plural: 'surveys',
  concept: 'marketing',
  label: label('Survey', '问卷调查'),
  labels: label('Surveys', '问卷调查'),
  icon: 'clipboard-list',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, search: true, index: true }),
    campaign: field.link(label('Campaign', '营销活动'), { to: 'campaign', reverse: label('Surveys', '问卷调查') }),
    status: field.choice(
      label('Status', '状态'),
      {
        draft: { label: label('Draft', '草稿'), colour: 'gray' },
        open: { label: label('Open', '开放'), colour: 'green' },
        closed: { label: label('Closed', '已关闭'), colour: 'red' },
      },
      { required: true, default: 'draft', index: true },
    ),
    intro: field.longText(label('Introduction', '引言')),
    thanks: field.longText(label('Words of thanks', '致谢语')),
    opens_at: field.datetime(label('Opens', '开始时间'), { index: true }),
    closes_at: field.datetime(label('Closes', '结束时间'), { index: true }),
  },
  list: { columns: ['name', 'status', 'campaign', 'opens_at', 'closes_at'], sort: '-created_at' },
  span: { from: 'opens_at', until: 'closes_at' },
  page: {
    sections: [
      {
        label: label('Survey', '问卷调查'),
        fields: ['name', 'status', 'campaign', 'opens_at', 'closes_at', 'intro', 'thanks'],
      },
    ],
  },
})
