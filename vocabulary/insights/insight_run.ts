import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

const nobody = { create: 'none', update: 'none', delete: 'none' } as const

/** One piece of analytic work: what was asked, how far it is, what came of it. Written by the server while it runs. */
export const insightRun = defineObject({
  name: 'insight_run',
  plural: 'insight_runs',
  concept: 'insights',
  hidden: true,
  ownerless: true,
  label: label('Analysis run', '分析任务'),
  labels: label('Analysis runs', '分析任务'),
  icon: 'activity',
  title: 'kind',
  fields: {
    kind: field.code(label('Kind', '类型'), { required: true, max: 50, index: true }),
    about: field.reference(label('About', '关于'), { index: true, derived: true }),
    status: field.choice(
      label('Status', '状态'),
      {
        waiting: { label: label('Waiting', '等待'), colour: 'gray' },
        running: { label: label('Running', '运行中'), colour: 'blue' },
        done: { label: label('Done', '完成'), colour: 'green' },
        failed: { label: label('Failed', '失败'), colour: 'red' },
        cancelled: { label: label('Cancelled', '已取消'), colour: 'orange' },
      },
      { required: true, default: 'waiting', index: true, derived: true },
    ),
    progress: field.percent(label('Progress', '进度'), { derived: true, min: 0, max: 100 }),
    stage: field.json(label('At work on', '当前步骤'), { derived: true }),
    started_at: field.datetime(label('Started', '开始时间'), { derived: true }),
    ended_at: field.datetime(label('Ended', '结束时间'), { derived: true }),
    message: field.longText(label('Message', '消息'), { derived: true }),
    input: field.json(label('What was asked', '输入'), { derived: true }),
    output: field.json(label('What came of it', '结果'), { derived: true }),
  },
  list: { columns: ['kind', 'about', 'status', 'progress', 'started_at', 'ended_at'], sort: '-created_at' },
  page: {
    sections: [
      {
        label: label('Analysis run', '分析任务'),
        fields: ['kind', 'about', 'status', 'progress', 'started_at', 'ended_at', 'message'],
      },
    ],
  },
  grants: { manager: nobody, member: nobody, viewer: nobody },
})
