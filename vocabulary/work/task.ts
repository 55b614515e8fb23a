import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'
import { aboutFields } from './about.ts'

/** Something to be done by someone by some time. */
export const task = defineObject({
  name: 'task',
  plural: 'tasks',
  concept: 'work',
  label: label('Task', '任务'),
  labels: label('Tasks', '任务'),
  icon: 'checkbox',
  title: 'title',
  follows: 'about',
  fields: {
    title: field.text(label('Task', '任务'), {
      required: true,
      max: 500,
      search: true,
      index: true,
      aliases: ['to do', 'todo', 'subject', '待办', '主题'],
    }),
    ...aboutFields,
    status: field.choice(
      label('Status', '状态'),
      {
        open: { label: label('Open', '未开始'), colour: 'blue' },
        doing: { label: label('In progress', '进行中'), colour: 'teal' },
        done: { label: label('Done', '已完成'), colour: 'green' },
      },
      { required: true, default: 'open', index: true },
    ),
    priority: field.choice(
      label('Priority', '优先级'),
      {
        low: { label: label('Low', '低'), colour: 'gray' },
        normal: { label: label('Normal', '普通'), colour: 'blue' },
        high: { label: label('High', '高'), colour: 'orange' },
      },
      { required: true, default: 'normal' },
    ),
    due_at: field.datetime(label('Due', '截止时间'), { index: true, aliases: ['deadline', 'due date', '截止日期'] }),
    done_at: field.datetime(label('Done', '完成时间'), { derived: true }),
    note: field.longText(label('Remarks', '备注')),
  },
  list: {
    columns: ['title', 'customer', 'status', 'priority', 'due_at', 'owner'],
    sort: 'due_at',
    views: [
      {
        name: 'mine',
        label: label('Mine', '我的'),
        filter: {
          all: [
            { field: 'owner', op: 'eq', value: 'me' },
            { field: 'status', op: 'ne', value: 'done' },
          ],
        },
      },
      {
        name: 'overdue',
        label: label('Overdue', '已逾期'),
        filter: {
          all: [
            { field: 'status', op: 'ne', value: 'done' },
            { field: 'due_at', op: 'lt', value: 'now' },
          ],
        },
      },
    ],
  },
  board: {
    by: 'status',
    card: ['customer', 'priority', 'due_at', 'owner'],
    enter: { status: { done: 'complete' } },
  },
  calendar: { at: 'due_at' },
  page: {
    sections: [
      {
        label: label('Task', '任务'),
        fields: ['title', 'customer', 'about', 'status', 'priority', 'due_at', 'owner', 'note', 'done_at'],
      },
    ],
  },
  timeline: { at: 'due_at', customer: 'customer', about: 'about', show: ['status', 'due_at'] },
  verbs: {
    complete: { label: label('Done', '完成'), icon: 'check' },
    reopen: { label: label('Reopen', '重新打开'), icon: 'rotate' },
  },
})
