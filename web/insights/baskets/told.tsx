import { Button } from '@mantine/core'
import { lackingRight } from '@rapport/vocabulary/insights/lacking.ts'
import { IconArrowRight, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { go } from '../../router.tsx'
import { customersBy, useFigures } from '../numbers.ts'
import css from './baskets.module.css'
import type { Level, Report, Rule, Rules, Way } from './report.ts'
import { words } from './words.ts'

const lackingWords = (n: number) => (n === 0 ? words.lackingNone : n === 1 ? words.lackingOne : words.lacking)

interface Given {
  readonly report: Report
  readonly rules: Rules
  readonly rule: Rule
  readonly way: Way
  readonly level: Level
  readonly nameOf: (id: string) => string
}

/** One rule in words, and those who match its left side and lack the right: one click to their list. */
export const Told = ({ report, rules, rule, way, level, nameOf }: Given) => {
  const say = useSay()
  const { count, share, exact } = useFigures()
  const filter = lackingRight(level, rule, { together: way === 'together', since: report.since })
  const { data } = useQuery({
    queryKey: ['insight_lacking', filter],
    queryFn: ({ signal }) =>
      call<{ total: { value: number; exact: boolean } }>('GET', '/customers', {
        query: { filter: JSON.stringify(filter), limit: 1, total: 1, fields: 'name' },
        signal,
      }),
  })
  const all = way === 'together' ? rules.orders : rules.customers
  const told: { readonly [name: string]: string } = {
    left: count(rule.withLeft),
    a: rule.left.map(nameOf).join(' + '),
    both: count(rule.both),
    b: nameOf(rule.right),
    confidence: share(rule.confidence),
    share: share(rule.withRight / all),
    lift: exact(rule.lift, 1),
    usual: count(rule.usual ?? 0),
    late: count(rule.late ?? 0),
  }
  const sentence = say(way === 'together' ? words.sayTogether : words.sayAfter).replace(
    /\{(\w+)\}/g,
    (whole, name: string) => told[name] ?? whole,
  )
  return (
    <div className={css.told} aria-live="polite">
      <div className={css.rule}>
        {rule.left.map((item) => (
          <span key={item} className={css.thing}>
            {nameOf(item)}
          </span>
        ))}
        <IconArrowRight size={16} aria-hidden />
        <span className={`${css.thing} ${css.right}`}>{nameOf(rule.right)}</span>
      </div>
      <p>{sentence}</p>
      <div>
        <Button
          size="sm"
          leftSection={<IconUsers size={16} aria-hidden />}
          loading={data === undefined}
          disabled={data?.total.value === 0}
          onClick={() => go(customersBy(filter))}
        >
          {data === undefined
            ? say(words.counting)
            : say(lackingWords(data.total.value)).replace(
                '{n}',
                `${data.total.exact ? '' : '≈ '}${count(data.total.value)}`,
              )}
        </Button>
      </div>
    </div>
  )
}
