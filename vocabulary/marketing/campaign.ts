import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** An effort to reach customers: e-mail, advertising, a promotion, a survey or an event. Its cost counts in every reached customer's C. */
export const campaign = defineObject({
  name: 'campaign',
  plural: 'campaigns',
  concept: 'marketing',
  label: label('Campaign', '营销活动'),
  labels: label('Campaigns', '营销活动'),
  icon: 'speakerphone',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 300, search: true, index: true, key: true }),
    kind: field.choice(
      label('Kind', '类型'),
      {
        email: { label: label('E-mail', '邮件'), colour: 'blue' },
        advertising: { label: label('Advertising', '广告'), colour: 'violet' },
        promotion: { label: label('Promotion', '促销'), colour: 'orange' },
        survey: { label: label('Survey', '调查'), colour: 'teal' },
        event: { label: label('Event', '活动'), colour: 'pink' },
      },
      { required: true, default: 'email', index: true },
    ),
    status: field.choice(
      label('Status', '状态'),
      {
        planned: { label: label('Planned', '计划中'), colour: 'gray' },
        running: { label: label('Running', '进行中'), colour: 'green' },
        paused: { label: label('Paused', '已暂停'), colour: 'yellow' },
        done: { label: label('Done', '已结束'), colour: 'blue' },
      },
      { required: true, default: 'planned', index: true },
    ),
    segment: field.link(label('Segment', '客户群'), { to: 'segment', reverse: label('Campaigns', '营销活动') }),
    starts_at: field.datetime(label('Starts', '开始时间'), { index: true }),
    ends_at: field.datetime(label('Ends', '结束时间'), { index: true }),
    budget: field.money(label('Budget', '预算'), { currency: 'currency' }),
    cost: field.money(label('Spent', '已花费'), { currency: 'currency' }),
    currency: field.currency(label('Currency', '货币')),
    channel: field.text(label('Channel', '渠道'), { max: 150 }),
    goal: field.text(label('Goal', '目标'), { max: 500 }),
    subject: field.text(label('Subject line', '邮件主题'), { max: 300 }),
    text: field.longText(label('Text', '内容')),
    reached: field.integer(label('Reached', '触达人数'), { min: 0 }),
    responded: field.integer(label('Responded', '响应人数'), { min: 0 }),
    note: field.longText(label('Remarks', '备注')),
  },
  list: {
    columns: ['name', 'kind', 'status', 'segment', 'starts_at', 'budget', 'reached', 'responded', 'owner'],
    sort: '-starts_at',
  },
  board: { by: 'status', card: ['kind', 'starts_at', 'budget'], sum: 'budget' },
  calendar: { at: 'starts_at', until: 'ends_at' },
  page: {
    numbers: ['budget', 'cost', 'reached', 'responded'],
    sections: [
      {
        label: label('Campaign', '营销活动'),
        fields: [
          'name',
          'kind',
          'status',
          'segment',
          'starts_at',
          'ends_at',
          'channel',
          'goal',
          'budget',
          'cost',
          'currency',
        ],
      },
      { label: label('Content', '内容'), fields: ['subject', 'text', 'note'] },
    ],
  },
})
