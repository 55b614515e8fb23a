import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A possible sale on its way through a pipeline. Winning, losing and reopening are verbs: `server/sales/deal.ts`. */
export const deal = defineObject({
  name: 'deal',
  plural: 'deals',
  concept: 'sales',
  label: label('Deal', '商机'),
  labels: label('Deals', '商机'),
  icon: 'target-arrow',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), {
      required: true,
      max: 300,
      search: true,
      index: true,
      aliases: ['deal', 'opportunity', 'deal name', '商机名称', '机会名称'],
    }),
    customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Deals', '商机') }),
    contact: field.link(label('Contact', '联系人'), {
      to: 'customer',
      reverse: label('Deals as contact', '作为联系人的商机'),
    }),
    pipeline: field.link(label('Pipeline', '销售管道'), { to: 'pipeline', reverse: label('Deals', '商机') }),
    stage: field.link(label('Stage', '阶段'), { to: 'stage', reverse: label('Deals', '商机') }),
    status: field.choice(
      label('Status', '状态'),
      {
        open: { label: label('Open', '进行中'), colour: 'blue' },
        won: { label: label('Won', '赢单'), colour: 'green' },
        lost: { label: label('Lost', '输单'), colour: 'red' },
      },
      { required: true, default: 'open', index: true },
    ),
    amount: field.money(label('Amount', '金额'), {
      index: true,
      currency: 'currency',
      aliases: ['value', 'deal value', 'expected revenue', '预计金额', '商机金额'],
    }),
    currency: field.currency(label('Currency', '货币')),
    probability: field.percent(label('Probability', '成功概率'), { min: 0, max: 100 }),
    win_chance: field.percent(label('Chance to win', '赢单可能'), {
      derived: true,
      scored: 'deal.win_chance',
      help: label('Learned from deals that were won and lost', '根据已赢单和输单的商机学习'),
    }),
    expected_on: field.date(label('Expected on', '预计成交日'), {
      index: true,
      aliases: ['close date', 'expected close', '预计成交日期'],
    }),
    stage_since: field.datetime(label('In stage since', '进入阶段时间'), { derived: true }),
    closed_at: field.datetime(label('Closed', '关闭时间'), { index: true, derived: true }),
    lost_reason: field.choice(label('Why lost', '输单原因'), {
      price: { label: label('Price', '价格') },
      competitor: { label: label('Competitor', '竞争对手') },
      timing: { label: label('Timing', '时机') },
      need: { label: label('No need', '无需求') },
      silent: { label: label('No answer', '无回应') },
      other: { label: label('Other', '其他') },
    }),
    competitor: field.text(label('Competitor', '竞争对手'), { max: 200 }),
    source: field.text(label('Source', '来源'), { max: 150 }),
    campaign: field.link(label('Campaign', '营销活动'), { to: 'campaign', reverse: label('Deals', '商机') }),
    position: field.number(label('Position on the board', '看板位置')),
    tags: field.links(label('Tags', '标签'), { to: 'tag' }),
    note: field.longText(label('Remarks', '备注')),
  },
  list: {
    columns: ['name', 'customer', 'stage', 'status', 'amount', 'probability', 'expected_on', 'owner'],
    sort: '-created_at',
    within: [['status', 'created_at']],
    views: [
      { name: 'open', label: label('Open', '进行中'), filter: { field: 'status', op: 'eq', value: 'open' } },
      { name: 'mine', label: label('Mine', '我负责的'), filter: { field: 'owner', op: 'eq', value: 'me' } },
      {
        name: 'overdue',
        label: label('Overdue', '已逾期'),
        filter: {
          all: [
            { field: 'status', op: 'eq', value: 'open' },
            { field: 'expected_on', op: 'lt', value: 'today' },
          ],
        },
      },
    ],
  },
  board: {
    by: 'stage',
    card: ['customer', 'amount', 'expected_on', 'owner'],
    sum: 'amount',
    weigh: 'probability',
    since: 'stage_since',
    enter: {
      stage: { won: 'win', lost: 'lose', open: 'reopen' },
      status: { won: 'win', lost: 'lose', open: 'reopen' },
    },
  },
  calendar: { at: 'expected_on' },
  span: { from: 'created_at', until: 'expected_on' },
  page: {
    numbers: ['amount', 'probability', 'expected_on'],
    sections: [
      {
        label: label('Deal', '商机'),
        fields: [
          'customer',
          'contact',
          'pipeline',
          'stage',
          'status',
          'amount',
          'currency',
          'probability',
          'expected_on',
        ],
      },
      {
        label: label('Background', '背景'),
        fields: ['source', 'campaign', 'competitor', 'lost_reason', 'tags', 'note', 'stage_since', 'closed_at'],
      },
    ],
  },
  timeline: { at: 'created_at', customer: 'customer', show: ['status', 'amount'] },
  verbs: {
    win: { label: label('Mark as won', '标记赢单'), icon: 'trophy' },
    lose: {
      label: label('Mark as lost', '标记输单'),
      icon: 'x',
      input: {
        reason: field.choice(
          label('Why lost', '输单原因'),
          {
            price: { label: label('Price', '价格') },
            competitor: { label: label('Competitor', '竞争对手') },
            timing: { label: label('Timing', '时机') },
            need: { label: label('No need', '无需求') },
            silent: { label: label('No answer', '无回应') },
            other: { label: label('Other', '其他') },
          },
          { required: true },
        ),
      },
    },
    reopen: { label: label('Reopen', '重新打开'), icon: 'rotate' },
  },
})
