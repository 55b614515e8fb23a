import { Button } from '@mantine/core'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { readyQuestions } from '@rapport/vocabulary/insights/questions.ts'
import { useMutation } from '@tanstack/react-query'
import { call, getRecord } from '../api.ts'
import { useLocale, useSay } from '../language.ts'
import { sayProblem } from '../records/problem.ts'
import { Value } from '../records/value.tsx'
import { client, useVocabulary } from '../session.ts'
import { Pill } from '../ui/pill.tsx'
import { warn } from '../ui/toast.tsx'
import { Way } from '../way.tsx'
import { measureWords, showMeasure } from './figures.ts'
import css from './insights.module.css'
import { words } from './model-words.ts'
import { OverTime } from './over-time.tsx'
import { type Report, useVersions } from './report.ts'
import { TreePicture } from './tree-picture.tsx'

/** The fields that hold a model's answers. */
const fieldsOf = (model: AnyRow): readonly string[] =>
  readyQuestions.find((one) => one.kind === model.kind && model.target === null)?.fields ??
  (typeof model.score === 'string' ? [model.score] : [])

/** Lists of other objects that carry a score of the same model. */
const Beyond = ({ model }: { model: AnyRow }) => {
  const say = useSay()
  const vocabulary = useVocabulary()
  const ready = readyQuestions.find((one) => one.kind === model.kind && model.target === null)
  return ready?.beyond?.map(({ object: name, field, lowestFirst }) => {
    const object = vocabulary.find(name)
    if (!object?.fields[field]) return null
    return (
      <Way key={name} to={`/${object.plural}?sort=${lowestFirst ? '' : '-'}${field}`} className={css.chip}>
        {say(object.labels)} · {say(object.fields[field].label)} · {say(lowestFirst ? words.listLow : words.list)}
      </Way>
    )
  })
}

/** The fifth step: where the answers are, and how to use them. */
export const WorkStep = ({ model, report }: { model: AnyRow; report: Report }) => {
  const say = useSay()
  const object = useVocabulary().find(String(model.object))
  if (!object) return null
  const fields = fieldsOf(model).filter((name) => Object.hasOwn(object.fields, name))
  return (
    <>
      <p className={css.say}>{say(words.workAbout)}</p>
      <div className={css.actions}>
        {fields.map((name) => (
          <Way key={name} to={`/${object.plural}?sort=-${name}`} className={css.chip}>
            {say(object.fields[name]!.label)} · {say(words.list)}
          </Way>
        ))}
        <Beyond model={model} />
      </div>
      {report.tree !== null && (
        <>
          <h3 className={css.sub}>{say(words.tree)}</h3>
          <TreePicture report={report} />
        </>
      )}
    </>
  )
}

const lookMs = 500

/** The records are scored with the version first; it serves once they are. */
async function serveWhenScored(version: string): Promise<void> {
  const { run } = await call<{ run: string }>('POST', `/insights/versions/${version}/serve`)
  for (;;) {
    const { status, message } = await getRecord('insight_runs', run, [])
    if (status === 'done') return
    if (status !== 'waiting' && status !== 'running') throw new Error(String(message ?? status))
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
}

const Drift = ({ report }: { report: Report }) => {
  const say = useSay()
  const drifting = [...report.features].sort((a, b) => b.drift - a.drift).slice(0, 8)
  return (
    <>
      <h3 className={css.sub}>{say(words.drift)}</h3>
      <p className={css.say}>{say(words.driftAbout)}</p>
      <div className={css.tableScroll}>
        <table className={css.table}>
          <tbody>
            {drifting.map((one) => (
              <tr key={one.name}>
                <td>{say(one.label)}</td>
                <td className={css.end}>{one.drift.toFixed(3)}</td>
                <td>
                  <Pill colour={one.drift > 0.25 ? 'red' : one.drift > 0.1 ? 'orange' : 'green'}>
                    {say(one.drift > 0.25 ? words.moved : one.drift > 0.1 ? words.moving : words.stable)}
                  </Pill>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** The sixth step: versions to approve or go back to, and whether the world has moved since. */
export const MaintainStep = ({
  model,
  report,
  show,
}: {
  model: AnyRow
  report: Report
  show: (version: string) => void
}) => {
  const say = useSay()
  const locale = useLocale()
  const object = useVocabulary().find('model_version')!
  const { data: versions } = useVersions(model.id)
  const serve = useMutation({
    mutationFn: serveWhenScored,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['records', 'model_version'] })
      void client.invalidateQueries({ queryKey: ['record', 'model'] })
    },
    onError: (error) => warn(sayProblem(error)),
  })
  const measure = report.primary
  return (
    <>
      <h3 className={css.sub}>{say(words.versions)}</h3>
      <div className={css.tableScroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{say(words.version)}</th>
              <th>{say(words.status)}</th>
              <th>{say(words.method)}</th>
              <th className={css.end}>{say(measureWords[measure]!.label)}</th>
              <th className={css.end}>{say(words.rows)}</th>
              <th>{say(words.trained)}</th>
              <th>{say(words.approved)}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {(versions ?? []).map((row) => (
              <tr key={row.id}>
                <td>
                  <button type="button" className={css.textButton} onClick={() => show(row.id)}>
                    {String(row.number)}
                  </button>
                </td>
                <td>
                  <Value object={object} row={row} name="status" />
                </td>
                <td>{String(row.method)}</td>
                <td className={css.end}>
                  {showMeasure(measure, (row.metrics as Record<string, number>)[measure], locale)}
                </td>
                <td className={css.end}>{Number(row.rows).toLocaleString(locale)}</td>
                <td>
                  <Value object={object} row={row} name="trained_at" />
                </td>
                <td>{row.approved_by ? <Value object={object} row={row} name="approved_by" /> : '—'}</td>
                <td className={css.end}>
                  {row.status !== 'serving' && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={serve.isPending && serve.variables === row.id}
                      disabled={serve.isPending}
                      onClick={() => serve.mutate(row.id)}
                    >
                      {say(row.status === 'retired' ? words.goBack : words.serve)}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <OverTime model={model.id} report={report} />
      <Drift report={report} />
    </>
  )
}
