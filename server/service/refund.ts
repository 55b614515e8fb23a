import { numbered } from '../records/number.ts'
import type { Area } from '../records/rules.ts'

export const refund: Area = {
  rules: {
    async before(draft, context) {
      await numbered('refund', 'F', draft, context)
      const { values, current } = draft
      if (values.status === 'paid' && current?.status !== 'paid') values.paid_at ??= context.now
    },
  },
}
