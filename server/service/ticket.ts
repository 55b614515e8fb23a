import { numbered } from '../records/number.ts'
import type { Area, Draft } from '../records/rules.ts'

const finished = (status: unknown): boolean => status === 'resolved' || status === 'closed'

/** When a ticket was resolved follows from its status. */
function resolve({ values, current }: Draft, now: string): void {
  const status = values.status ?? current?.status
  if (finished(status) && !finished(current?.status)) values.resolved_at = now
  if (!finished(status) && finished(current?.status)) values.resolved_at = null
}

export const ticket: Area = {
  rules: {
    async before(draft, context) {
      await numbered('ticket', 'T', draft, context)
      resolve(draft, context.now)
    },
  },
  verbs: {
    resolve: ({ id, input }, { records }) =>
      records.update('ticket', id, {
        status: 'resolved',
        ...(typeof input.resolution === 'string' && { resolution: input.resolution }),
      }),
    reopen: ({ id }, { records }) => records.update('ticket', id, { status: 'open' }),
    close: ({ id }, { records }) => records.update('ticket', id, { status: 'closed' }),
  },
}
