import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import { Way } from '../../way.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import type { Visit, Visits } from './report.ts'
import css from './routes.module.css'
import { words } from './words.ts'

const first = 25
const isPlace = (place: string): place is keyof typeof words.place => Object.hasOwn(words.place, place)
const isWhy = (why: string): why is keyof typeof words.why => Object.hasOwn(words.why, why)

/** Who is not visited, and why; whoever has a place can be added, an unknown place can be mended. */
export const Left = ({
  left,
  counts,
  add,
}: {
  left: readonly Visit[]
  counts: Visits['left']
  add: (visit: Visit) => void
}) => {
  const say = useSay()
  const { count, price } = useFigures()
  const [all, setAll] = useState(false)
  const [only, setOnly] = useState<string>()
  const some = only === undefined ? left : left.filter(({ why }) => (why ?? 'out') === only)
  const shown = all ? some : some.slice(0, first)
  const whyWord = (why: string | null) =>
    say(words.why[isWhy(why ?? 'out') ? ((why ?? 'out') as keyof typeof words.why) : 'out'])
  return (
    <section className={shared.card}>
      <h2>{say(words.left)}</h2>
      {left.length === 0 && <p className="quiet">{say(words.leftNone)}</p>}
      <div className={css.reasons}>
        {counts.map(({ why, n }) => (
          <button
            key={why}
            type="button"
            className={css.reason}
            aria-pressed={only === why}
            onClick={() => setOnly(only === why ? undefined : why)}
          >
            {whyWord(why)} <strong>{count(n)}</strong>
          </button>
        ))}
      </div>
      <ul className={css.leftList}>
        {shown.map((one) => (
          <li key={one.id}>
            <div className={css.who}>
              <Way to={`/customers/${one.customer}`}>{one.name ?? say(words.hidden)}</Way>
              <div className={css.facts}>
                <span>{whyWord(one.why)}</span>
                {isPlace(one.place) && <span>{say(words.place[one.place])}</span>}
                {one.adds !== null && one.adds > 0 && <span>{fill(say(words.adds), { value: price(one.adds) })}</span>}
                {one.address && <span>{one.address}</span>}
                <span>{price(one.value)}</span>
              </div>
            </div>
            {one.lat === null ? (
              <Way to={`/customers/${one.customer}`} className={css.mend}>
                {say(words.mend)}
              </Way>
            ) : (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`${say(words.add)}: ${one.name ?? ''}`}
                onClick={() => add(one)}
              >
                {say(words.add)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {some.length > shown.length && (
        <Button size="xs" variant="default" onClick={() => setAll(true)}>
          {fill(say(words.shown), { n: count(first) })} +{count(some.length - first)}
        </Button>
      )}
    </section>
  )
}
