import { label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { ScoreView } from '@rapport/vocabulary/insights/scores.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useLocale, useSay } from '../../language.ts'
import { Bone } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import { Value } from '../value.tsx'
import css from './scores.module.css'
import { Changes, Factors, ProofLine, shown, words } from './scores-why.tsx'

const One = ({ object, row, score }: { object: ObjectDefinition; row: AnyRow; score: ScoreView }) => {
  const say = useSay()
  const locale = useLocale()
  const ended = (outcome: number | string): string => {
    if (typeof outcome === 'string')
      return say(object.fields[score.field]!.choices?.[outcome]?.label ?? label(outcome, outcome))
    return score.task === 'yes_no' ? say(outcome === 1 ? words.yes : words.no) : shown(outcome, locale, '')
  }
  return (
    <section className={css.score}>
      <div className={css.head}>
        <h3>{say(object.fields[score.field]!.label)}</h3>
        <span className={css.value}>
          <Value object={object} row={row} name={score.field} />
        </span>
      </div>
      {score.proof && <ProofLine proof={score.proof} />}
      {score.why && score.why.factors.length > 0 && <Factors score={score} />}
      {score.why && score.why.change.length > 0 && <Changes score={score} />}
      {score.why && score.why.alike.length > 0 && (
        <>
          <h4>{say(words.alike)}</h4>
          <ul className={css.alike}>
            {score.why.alike.map((one) => (
              <li key={`${one.id} ${one.at}`}>
                <Way to={`/${object.plural}/${one.id}`}>{one.title}</Way>{' '}
                <span className="quiet">{one.at.slice(0, 10)}</span> {ended(one.outcome)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={css.foot}>
        {say(words.version)} {score.number} · {say(words.upTo)} {score.as_of.slice(0, 10)} ·{' '}
        <Way to={`/insights/models/${score.model}`}>{say(words.model)}</Way>
      </p>
    </section>
  )
}

/** What models say of the record, what speaks for and against, and how such cases ended. */
export const Scores = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['record', object.name, row.id, 'scores'],
    queryFn: ({ signal }) =>
      call<{ data: readonly ScoreView[] }>('GET', `/insights/scores/${object.name}/${row.id}`, { signal }),
  })
  if (!data) return <Bone width="100%" height={160} />
  if (data.data.length === 0) return <p className="quiet">{say(words.none)}</p>
  return data.data.map((score) => <One key={score.field} object={object} row={row} score={score} />)
}
