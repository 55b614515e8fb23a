import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { languageChoices } from '../define/language-choices.ts'
import { defineObject } from '../define/object.ts'

/** Something a customer needs from us: advice, a repair, a return, a refund, or to be heard. */
export const ticket = defineObject({
  name: 'ticket',
  plural: 'tickets',
  concept: 'service',
  label: label('Ticket', '工单'),
  labels: label('Tickets', '工单'),
  icon: 'lifebuoy',
  title: 'subject',
  fields: {
    number: field.code(label('Number', '编号'), {
      unique: true,
      key: true,
      search: true,
      aliases: ['ticket number', 'case number', '工单号'],
    }),
    subject: field.text(label('Subject', '主题'), {
      required: true,
      max: 500,
      search: true,
      index: true,
      aliases: ['title', 'summary', '标题', '问题'],
    }),
    customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Tickets', '工单') }),
    kind: field.choice(
      label('Kind', '类型'),
      {
        consultation: { label: label('Consultation', '咨询'), colour: 'blue' },
        repair: { label: label('Repair', '维修'), colour: 'orange' },
        return: { label: label('Return', '退货'), colour: 'violet' },
        refund: { label: label('Refund', '退款'), colour: 'pink' },
        complaint: { label: label('Complaint', '投诉'), colour: 'red' },
      },
      { required: true, default: 'consultation', index: true },
    ),
    status: field.choice(
      label('Status', '状态'),
      {
        new: { label: label('New', '新建'), colour: 'blue' },
        open: { label: label('Open', '处理中'), colour: 'teal' },
        waiting: { label: label('Waiting for customer', '等待客户'), colour: 'yellow' },
        resolved: { label: label('Resolved', '已解决'), colour: 'green' },
        closed: { label: label('Closed', '已关闭'), colour: 'gray' },
      },
      { required: true, default: 'new', index: true },
    ),
    priority: field.choice(
      label('Priority', '优先级'),
      {
        low: { label: label('Low', '低'), colour: 'gray' },
        normal: { label: label('Normal', '普通'), colour: 'blue' },
        high: { label: label('High', '高'), colour: 'orange' },
        urgent: { label: label('Urgent', '紧急'), colour: 'red' },
      },
      { required: true, default: 'normal', index: true },
    ),
    channel: field.choice(
      label('Channel', '渠道'),
      {
        email: { label: label('E-mail', '邮件') },
        phone: { label: label('Phone', '电话') },
        web: { label: label('Web', '网页') },
        chat: { label: label('Chat', '聊天') },
        visit: { label: label('Visit', '到访') },
      },
      { default: 'email' },
    ),
    order: field.link(label('Order', '订单'), { to: 'order', reverse: label('Tickets', '工单') }),
    product: field.link(label('Product', '产品'), { to: 'product', reverse: label('Tickets', '工单') }),
    description: field.longText(label('Description', '描述'), {
      aliases: ['body', 'text', 'details', '内容', '问题描述'],
    }),
    language: field.choice(label('Language', '语言'), languageChoices, {
      index: true,
      help: label('Told from the text, unless you choose', '根据文本识别，也可自行选择'),
      aliases: ['lang', 'language of text', '语种'],
    }),
    due_at: field.datetime(label('Due', '截止时间'), { index: true }),
    first_reply_at: field.datetime(label('First reply', '首次回复'), { derived: true }),
    resolved_at: field.datetime(label('Resolved', '解决时间'), { derived: true, index: true }),
    likely_kind: field.choice(
      label('Kind by its words', '按文本判断的类型'),
      {
        consultation: { label: label('Consultation', '咨询'), colour: 'blue' },
        repair: { label: label('Repair', '维修'), colour: 'orange' },
        return: { label: label('Return', '退货'), colour: 'violet' },
        refund: { label: label('Refund', '退款'), colour: 'pink' },
        complaint: { label: label('Complaint', '投诉'), colour: 'red' },
      },
      { derived: true, scored: 'ticket.likely_kind' },
    ),
    likely_priority: field.choice(
      label('Priority by its words', '按文本判断的优先级'),
      {
        low: { label: label('Low', '低'), colour: 'gray' },
        normal: { label: label('Normal', '普通'), colour: 'blue' },
        high: { label: label('High', '高'), colour: 'orange' },
        urgent: { label: label('Urgent', '紧急'), colour: 'red' },
      },
      { derived: true, scored: 'ticket.likely_priority' },
    ),
    hours_expected: field.number(label('Hours to resolve, expected', '预计解决时长（小时）'), {
      derived: true,
      digits: 1,
      scored: 'ticket.hours_expected',
    }),
    tone: field.number(label('Tone, in stars', '语气（星级）'), {
      derived: true,
      digits: 1,
      scored: 'ticket.tone',
      help: label(
        'What its words would earn as a review: learned from your own reviews and their stars',
        '若作为评价，其文字相当于几颗星：根据您自己的评价及其星级学习',
      ),
    }),
    satisfaction: field.integer(label('Satisfaction', '满意度'), { min: 1, max: 5 }),
    resolution: field.longText(label('Resolution', '解决方案')),
    tags: field.links(label('Tags', '标签'), { to: 'tag' }),
  },
  list: {
    columns: ['number', 'subject', 'customer', 'kind', 'status', 'priority', 'due_at', 'owner'],
    sort: '-created_at',
    within: [['status', 'created_at']],
    views: [
      {
        name: 'open',
        label: label('Open', '未解决'),
        filter: { field: 'status', op: 'in', value: ['new', 'open', 'waiting'] },
      },
      { name: 'mine', label: label('Mine', '我负责的'), filter: { field: 'owner', op: 'eq', value: 'me' } },
      {
        name: 'overdue',
        label: label('Overdue', '已超时'),
        filter: {
          all: [
            { field: 'status', op: 'in', value: ['new', 'open', 'waiting'] },
            { field: 'due_at', op: 'lt', value: 'now' },
          ],
        },
      },
      {
        name: 'unhappy',
        label: label('Unhappy', '不满意'),
        filter: {
          all: [
            { field: 'status', op: 'in', value: ['new', 'open', 'waiting'] },
            { field: 'tone', op: 'lte', value: 2.5 },
          ],
        },
      },
    ],
  },
  board: {
    by: 'status',
    card: ['customer', 'kind', 'priority', 'due_at', 'owner'],
    enter: { status: { resolved: 'resolve', closed: 'close' } },
  },
  calendar: { at: 'due_at' },
  span: { from: 'created_at', until: 'due_at' },
  page: {
    numbers: ['due_at', 'satisfaction'],
    sections: [
      {
        label: label('Ticket', '工单'),
        fields: [
          'number',
          'customer',
          'kind',
          'status',
          'priority',
          'channel',
          'language',
          'order',
          'product',
          'due_at',
        ],
      },
      {
        label: label('Story', '经过'),
        fields: ['description', 'resolution', 'tags', 'first_reply_at', 'resolved_at', 'satisfaction'],
      },
    ],
  },
  timeline: { at: 'created_at', customer: 'customer', show: ['kind', 'status', 'priority'] },
  verbs: {
    resolve: {
      label: label('Resolve', '解决'),
      icon: 'check',
      input: { resolution: field.longText(label('Resolution', '解决方案')) },
    },
    reopen: { label: label('Reopen', '重新打开'), icon: 'rotate' },
    close: { label: label('Close', '关闭'), icon: 'archive' },
  },
})
