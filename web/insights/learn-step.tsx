import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { ChosenSettings } from '@rapport/vocabulary/insights/methods.ts'
import { useLocale, useSay } from '../language.ts'
import { fill } from '../ui/fill.ts'
import { Confusion, Crossed, cheapest, usualCosts } from './confusion.tsx'
import { Calibration, Gains, Learning, Roc } from './curves.tsx'
import { FairnessPart } from './fairness.tsx'
import { measureWords, showMeasure } from './figures.ts'
import { HeldOutStep } from './held-out.tsx'
import css from './insights.module.css'
import { MarginsStep } from './margins.tsx'
import { words } from './model-words.ts'
import { PartsStep } from './parts.tsx'
import type { Report } from './report.ts'

const Compared = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const shown =
    report.task === 'yes_no'
      ? ['auc', 'averagePrecision', 'brier']
      : report.task === 'number'
        ? ['rmse', 'mae', 'r2']
        : ['accuracy', 'logLoss']
  return (
    <div className={css.tableScroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th>{say(words.method)}</th>
            {shown.map((measure) => (
              <th key={measure} className={css.end} title={say(measureWords[measure]!.help)}>
                {say(measureWords[measure]!.label)}
              </th>
            ))}
            <th className={css.end}>{say(words.seconds)}</th>
          </tr>
        </thead>
        <tbody>
          {report.compared.map((one) => (
            <tr key={one.name} className={one.name === report.chosen.name ? css.won : undefined}>
              <td>
                {say(one.label)} {one.name === report.chosen.name ? '✓' : ''}
              </td>
              {one.failure ? (
                <td colSpan={shown.length} className={css.wrap}>
                  {one.failure}
                </td>
              ) : (
                shown.map((measure) => (
                  <td key={measure} className={css.end}>
                    {showMeasure(measure, one.mean[measure], locale)}{' '}
                    <span className="quiet">± {showMeasure(measure, one.deviation[measure], locale)}</span>
                  </td>
                ))
              )}
              <td className={css.end}>{one.seconds.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Why this method was taken: the simplest of those that cross-validation cannot tell from the best. */
const Chosen = ({ report: { chosen, heldOut } }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const { rule } = chosen
  if (!rule) return chosen.byPerson ? <p className={css.say}>{say(words.byPerson)}</p> : null
  // A model of another kind may serve instead: then this says which of the methods it was judged beside.
  const taken = heldOut?.find((one) => rule.within.some(({ name }) => name === one.name)) ?? chosen
  const how = taken.name !== rule.best.name ? 'simpler' : rule.within.length > 1 ? 'simplest' : 'best'
  const figure = (value: number) => showMeasure(rule.measure, value, locale)
  const figures = { best: say(rule.best.label), mean: figure(rule.mean), error: figure(rule.error) }
  return (
    <p className={css.say}>
      {fill(say(words.chosen[how]), { ...figures, by: figure(rule.by), taken: say(taken.label) })}
    </p>
  )
}

/** The measures on unseen cases, each beside that of the naive rule. */
const Tiles = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  return (
    <dl className={css.tiles}>
      {Object.entries(report.measures)
        .filter(([measure]) => measureWords[measure])
        .map(([measure, value]) => (
          <div key={measure} className={css.tile} title={say(measureWords[measure]!.help)}>
            <dt>{say(measureWords[measure]!.label)}</dt>
            <dd>{showMeasure(measure, value, locale)}</dd>
            <dd className={css.tileNote}>
              {measure === 'auc' && report.interval
                ? `${showMeasure('auc', report.interval.low, locale)} – ${showMeasure('auc', report.interval.high, locale)} · `
                : ''}
              {say(words.naive)} {showMeasure(measure, report.baseline.measures[measure], locale)}
            </dd>
          </div>
        ))}
    </dl>
  )
}

/** The fourth step: methods compared, and the best of them judged on cases that it had not seen. */
export const LearnStep = ({ model, version, report }: { model: AnyRow; version: string; report: Report }) => {
  const say = useSay()
  const costs = (model.settings as ChosenSettings | null)?.costs
  const { missed, alarm } = costs ?? usualCosts
  const threshold =
    report.task === 'yes_no' ? Math.round(1000 * cheapest(report.pairs, missed, alarm).score) / 10 : undefined
  return (
    <>
      <p className={css.say}>{say(words.comparedAbout)}</p>
      <Compared report={report} />
      <Chosen report={report} />
      <h3 className={css.sub}>
        {say(words.unseen)} · {say(words.naive)}: {say(report.baseline.label)}
      </h3>
      <Tiles report={report} />
      <MarginsStep report={report} />
      <HeldOutStep report={report} />
      <PartsStep report={report} />
      <div className={css.charts}>
        {report.calibration.length > 0 && <Calibration report={report} />}
        {report.gains.length > 0 && <Gains report={report} />}
        {report.roc.length > 0 && <Roc report={report} />}
        {report.learning.length > 1 && <Learning report={report} />}
      </div>
      {report.task === 'yes_no' && report.pairs.length > 0 && <Confusion report={report} costs={costs} />}
      {report.confusion && <Crossed report={report} />}
      <FairnessPart key={version} model={model} version={version} threshold={threshold} />
    </>
  )
}
