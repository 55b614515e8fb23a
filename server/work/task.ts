import type { Area } from '../records/rules.ts'

export const task: Area = {
  rules: {
    before({ values, current }, { now }) {
      if (values.status === undefined || values.status === current?.status) return
      values.done_at = values.status === 'done' ? now : null
    },
  },
  verbs: {
    complete: ({ id }, { records }) => records.update('task', id, { status: 'done' }),
    reopen: ({ id }, { records }) => records.update('task', id, { status: 'open' }),
  },
}
