import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useLocale, useSay } from '../../language.ts'
import { Bone } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import { Value } from '../value.tsx'
import css from './scores.module.css'

interface Factor {
  readonly name: string
  readonly label?: Label
  readonly unit?: string
  readonly has: number | string | null
  readonly usual: number | string | null
  readonly by: number
}

interface Score {
  readonly field: string
  readonly model: string
  readonly version: string
  readonly number: number
  readonly as_of: string
  readonly at: string
  readonly task: 'yes_no' | 'number' | 'choice'
  readonly why: {
    readonly factors: readonly Factor[]
    readonly alike: readonly {
      readonly id: string
      readonly title: string
      readonly at: string
      readonly outcome: number
    }[]
  } | null
  readonly cameTrue: { readonly rows: number; readonly share: number; readonly predicted: number } | null
}

const words = {
  none: label('No model has scored this record.', '尚无模型对此记录评分。'),
  raises: label('Raises it', '推高'),
  lowers: label('Lowers it', '拉低'),
  usual: label('usual', '通常'),
  empty: label('empty', '空'),
  alike: label('Similar cases of the past, and how they ended', '过去的类似案例与结果'),
  yes: label('it happened', '发生了'),
  no: label('it did not', '未发生'),
  version: label('Version', '版本'),
  upTo: label('data up to', '数据截至'),
  model: label('How good is this?', '效果如何？'),
}

const shown = (value: number | string | null, locale: string, empty: string): string => {
  if (value === null) return empty
  if (typeof value === 'string') return value
  return value.toLocaleString(locale, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 })
}

const Factors = ({ score }: { score: Score }) => {
  const say = useSay()
  const locale = useLocale()
  const factors = score.why!.factors
  const most = Math.max(...factors.map((one) => Math.abs(one.by)))
  return (
    <ul className={css.factors}>
      {factors.map((one) => (
        <li key={one.name}>
          <span className={css.name}>
            {one.label ? say(one.label) : one.name}: <strong>{shown(one.has, locale, say(words.empty))}</strong>{' '}
            <span className="quiet">
              ({say(words.usual)} {shown(one.usual, locale, say(words.empty))})
            </span>
          </span>
          <span className={css.bar} title={say(one.by > 0 ? words.raises : words.lowers)}>
            <span
              className={one.by > 0 ? css.up : css.down}
              style={{ width: `${Math.max(4, (Math.abs(one.by) / most) * 100)}%` }}
            />
          </span>
          <span className={css.by}>
            {one.by > 0 ? '+' : '−'}
            {score.task === 'yes_no' ? `${(Math.abs(one.by) * 100).toFixed(1)} %` : shown(Math.abs(one.by), locale, '')}
          </span>
        </li>
      ))}
    </ul>
  )
}

const One = ({ object, row, score }: { object: ObjectDefinition; row: AnyRow; score: Score }) => {
  const say = useSay()
  const locale = useLocale()
  const share = score.cameTrue && (score.cameTrue.share * 100).toFixed(0)
  const rows = score.cameTrue?.rows.toLocaleString(locale)
  return (
    <section className={css.score}>
      <div className={css.head}>
        <h3>{say(object.fields[score.field]!.label)}</h3>
        <span className={css.value}>
          <Value object={object} row={row} name={score.field} />
        </span>
      </div>
      {score.cameTrue && (
        <p className={css.proof}>
          {say(
            label(
              `Scores like this came true ${share} % of the time, in ${rows} later cases that the model had not seen.`,
              `在模型未见过的 ${rows} 个后续案例中，类似评分有 ${share}% 成真。`,
            ),
          )}
        </p>
      )}
      {score.why && score.why.factors.length > 0 && <Factors score={score} />}
      {score.why && score.why.alike.length > 0 && (
        <>
          <h4>{say(words.alike)}</h4>
          <ul className={css.alike}>
            {score.why.alike.map((one) => (
              <li key={`${one.id} ${one.at}`}>
                <Way to={`/${object.plural}/${one.id}`}>{one.title}</Way>{' '}
                <span className="quiet">{one.at.slice(0, 10)}</span>{' '}
                {score.task === 'yes_no'
                  ? say(one.outcome === 1 ? words.yes : words.no)
                  : shown(one.outcome, locale, '')}
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
      call<{ data: readonly Score[] }>('GET', `/insights/scores/${object.name}/${row.id}`, { signal }),
  })
  if (!data) return <Bone width="100%" height={160} />
  if (data.data.length === 0) return <p className="quiet">{say(words.none)}</p>
  return data.data.map((score) => <One key={score.field} object={object} row={row} score={score} />)
}
