import { label } from '@rapport/vocabulary/define/label.ts'
import type { Proof, ScoreView } from '@rapport/vocabulary/insights/scores.ts'
import { useLocale, useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import css from './scores.module.css'

export const words = {
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
  word: label('says “{has}”', '含“{has}”'),
  change: label('What would change it', '什么会改变它'),
  first: label('With {name} at {to} rather than {has}: {answer}.', '若{name}为 {to} 而非 {has}：{answer}。'),
  next: label(
    'And with {name} at {to} rather than {has} as well: {answer}.',
    '若{name}也为 {to} 而非 {has}：{answer}。',
  ),
  answersTo: label(
    'Each is made as it is in most records. This is what the model answers to; what causes what, the data do not tell.',
    '逐项改为多数记录的取值。这是模型的反应，数据并不能说明因果。',
  ),
}

const proofs = {
  came: label(
    'Scores like this came true {share} % of the time, in {rows} later cases that the model had not seen.',
    '在模型未见过的 {rows} 个后续案例中，类似评分有 {share}% 成真。',
  ),
  right: label(
    'Answers like this were right {share} % of the time, in {rows} later cases that the model had not seen.',
    '在模型未见过的 {rows} 个后续案例中，类似答案有 {share}% 正确。',
  ),
  at: label(
    'Of later cases with an answer like this, at least {share} % ended at {low}.',
    '得到类似答案的后续案例中，至少有 {share}% 的结果为 {low}。',
  ),
  between: label(
    'Of later cases with an answer like this, {share} % ended between {low} and {high}.',
    '得到类似答案的后续案例中，有 {share}% 的结果介于 {low} 与 {high} 之间。',
  ),
}

export const shown = (value: number | string | null, locale: string, empty: string): string => {
  if (value === null) return empty
  if (typeof value === 'string') return value
  return value.toLocaleString(locale, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 })
}

/** How an answer of the model reads. */
const answerIn = (task: ScoreView['task'], value: number, locale: string): string =>
  task === 'number' ? shown(value, locale, '') : `${(value * 100).toFixed(1)} %`

export const ProofLine = ({ proof }: { proof: Proof }) => {
  const say = useSay()
  const locale = useLocale()
  const share = ((proof.is === 'between' ? proof.level : proof.share) * 100).toFixed(0)
  const about: { readonly [name: string]: string } =
    proof.is === 'between'
      ? { low: shown(proof.low, locale, ''), high: shown(proof.high, locale, '') }
      : { rows: proof.rows.toLocaleString(locale) }
  return (
    <p className={css.proof}>
      {fill(say(proofs[proof.is === 'between' && proof.low === proof.high ? 'at' : proof.is]), { share, ...about })}
    </p>
  )
}

export const Changes = ({ score }: { score: ScoreView }) => {
  const say = useSay()
  const locale = useLocale()
  const empty = say(words.empty)
  return (
    <>
      <h4>{say(words.change)}</h4>
      <ul className={css.alike}>
        {score.why!.change.map((one, i) => (
          <li key={one.name}>
            {fill(say(i === 0 ? words.first : words.next), {
              name: one.label ? say(one.label) : one.name,
              to: shown(one.to, locale, empty),
              has: shown(one.has, locale, empty),
              answer: answerIn(score.task, one.answer, locale),
            })}
          </li>
        ))}
      </ul>
      <p className={css.foot}>{say(words.answersTo)}</p>
    </>
  )
}

export const Factors = ({ score }: { score: ScoreView }) => {
  const say = useSay()
  const locale = useLocale()
  const factors = score.why!.factors
  const most = Math.max(...factors.map((one) => Math.abs(one.by)))
  return (
    <ul className={css.factors}>
      {factors.map((one) => (
        <li key={`${one.name} ${one.isWord ? one.has : ''}`}>
          <span className={css.name}>
            {one.label ? say(one.label) : one.name}
            {one.isWord ? ' ' : ': '}
            <strong>
              {one.isWord ? fill(say(words.word), { has: String(one.has) }) : shown(one.has, locale, say(words.empty))}
            </strong>{' '}
            {!one.isWord && (
              <span className="quiet">
                ({say(words.usual)} {shown(one.usual, locale, say(words.empty))})
              </span>
            )}
          </span>
          <span className={css.bar} title={say(one.by > 0 ? words.raises : words.lowers)}>
            <span
              className={one.by > 0 ? css.up : css.down}
              style={{ width: `${Math.max(4, (Math.abs(one.by) / most) * 100)}%` }}
            />
          </span>
          <span className={css.by}>
            {one.by > 0 ? '+' : '−'}
            {answerIn(score.task, Math.abs(one.by), locale)}
          </span>
        </li>
      ))}
    </ul>
  )
}
