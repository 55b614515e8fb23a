import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './baskets.module.css'
import { keyOf, type Rule, type Way } from './report.ts'
import { words } from './words.ts'

interface Given {
  readonly rules: readonly Rule[]
  readonly way: Way
  readonly chosen: string | undefined
  readonly choose: (key: string) => void
  readonly nameOf: (id: string) => string
}

const step = 25

/** The rules, the most telling first. */
export const RuleTable = ({ rules, way, chosen, choose, nameOf }: Given) => {
  const say = useSay()
  const { share, exact } = useFigures()
  const [shown, setShown] = useState(step)
  const measures = [
    words.support,
    words.confidence,
    words.lift,
    words.leverage,
    ...(way === 'after' ? [words.gap] : []),
  ]
  return (
    <>
      <div className={shared.tableScroll}>
        <table className={`${shared.table} ${css.table}`}>
          <thead>
            <tr>
              <th>{say(words.who)}</th>
              <th>{say(way === 'together' ? words.also : words.comes)}</th>
              {measures.map((word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.slice(0, shown).map((rule) => (
              <tr
                key={keyOf(rule)}
                data-chosen={keyOf(rule) === chosen || undefined}
                onClick={() => choose(keyOf(rule))}
              >
                <td>
                  <button type="button" className={css.pick} aria-pressed={keyOf(rule) === chosen}>
                    {rule.left.map(nameOf).join(' + ')}
                  </button>
                </td>
                <td>{nameOf(rule.right)}</td>
                <td className={shared.end}>{share(rule.support)}</td>
                <td className={shared.end}>
                  {share(rule.confidence)}
                  <span
                    className={css.meter}
                    style={{ '--full': `${rule.confidence * 100}%` } as React.CSSProperties}
                  />
                </td>
                <td className={shared.end}>{exact(rule.lift, 1)}</td>
                <td className={shared.end}>{exact(rule.leverage, 4)}</td>
                {way === 'after' && (
                  <td className={shared.end}>{say(words.days).replace('{n}', exact(rule.usual ?? 0, 0))}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < rules.length && (
        <Button size="compact-sm" variant="default" mt={10} onClick={() => setShown(shown + step)}>
          {say(words.more)} ({rules.length - shown})
        </Button>
      )}
    </>
  )
}
