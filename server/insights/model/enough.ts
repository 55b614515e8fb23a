import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import { wellSold } from '../next/candidates.ts'
import type { Examples } from './examples.ts'
import type { Lists } from './lists.ts'

/** Fewer than these, and what looks like a pattern is chance. */
export const fewest = { rows: 80, each: 25, test: 15, things: 5 } as const

/** What lists lack: things to choose from, records that were learned from, records to judge by. */
function listsLack({ size, learned }: Lists, judged: number): Label | undefined {
  if (size < fewest.things)
    return label(
      `Only ${size} products sell well enough to be told apart; at least ${fewest.things} are needed, each on sale and bought by ${wellSold} customers.`,
      `销量足够的产品只有 ${size} 个，至少需要 ${fewest.things} 个在售且各有 ${wellSold} 位客户购买过的产品。`,
    )
  if (learned < fewest.rows)
    return label(
      `There are ${learned} past cases of customers that bought again; at least ${fewest.rows} are needed.`,
      `再次购买的客户历史案例有 ${learned} 个，至少需要 ${fewest.rows} 个。`,
    )
  return judged < 2 * fewest.test
    ? label(
        `${judged} customers that bought again are left to judge by; at least ${2 * fewest.test} are needed.`,
        `用于检验的再次购买客户有 ${judged} 位，至少需要 ${2 * fewest.test} 位。`,
      )
    : undefined
}

/** What is missing before anything can be learned; nothing when there is enough. */
export function whatIsMissing({ task, train, test, labels, lists }: Examples): Label | undefined {
  const lack = lists && listsLack(lists, test.ids.length / Math.max(1, lists.size))
  if (lack) return lack
  const rows = train.ids.length
  if (rows < fewest.rows)
    return label(
      `There are ${rows} past cases with a known outcome; at least ${fewest.rows} are needed.`,
      `已知结果的历史案例有 ${rows} 个，至少需要 ${fewest.rows} 个。`,
    )
  if (task === 'yes_no') {
    const yes = train.y.reduce((a, b) => a + b, 0)
    const rare = Math.min(yes, rows - yes)
    if (rare < fewest.each)
      return label(
        `Of ${rows} past cases only ${rare} ended ${yes < rows - yes ? 'in yes' : 'in no'}; at least ${fewest.each} of each are needed.`,
        `${rows} 个历史案例中只有 ${rare} 个为${yes < rows - yes ? '“是”' : '“否”'}，两类各至少需要 ${fewest.each} 个。`,
      )
    const later = test.y.reduce((a, b) => a + b, 0)
    if (Math.min(later, test.ids.length - later) < fewest.test)
      return label(
        `Of the ${test.ids.length} cases kept apart to judge by, ${Math.min(later, test.ids.length - later)} are of the rarer outcome; at least ${fewest.test} are needed.`,
        `用于检验的 ${test.ids.length} 个案例中较少的一类只有 ${Math.min(later, test.ids.length - later)} 个，至少需要 ${fewest.test} 个。`,
      )
  }
  if (task === 'choice' && labels.length < 2)
    return label('There is only one outcome so far; at least two are needed.', '目前只有一种结果，至少需要两种。')
  return test.ids.length < 2 * fewest.test
    ? label(
        `${test.ids.length} cases are left to judge by; at least ${2 * fewest.test} are needed.`,
        `用于检验的案例有 ${test.ids.length} 个，至少需要 ${2 * fewest.test} 个。`,
      )
    : undefined
}
