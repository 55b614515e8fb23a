import { label } from '@rapport/vocabulary/define/label.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Feature } from '../features/feature.ts'
import { asOf, rollBack } from '../features/history.ts'
import { ownFields } from '../features/own-fields.ts'
import { readSheet } from '../features/sheet.ts'
import { type Examples, picked, type Rows } from '../model/examples.ts'
import type { Desk } from '../run/kind.ts'
import { mayBeLearned, refusedRows } from '../withdrawn.ts'
import { populationSql } from './population.ts'
import { predictable } from './predictable.ts'
import type { ModelSettings, Question } from './question.ts'

/** What is known of a record when it is made: its own fields, and its words where they say something. */
export interface FieldAsk {
  readonly target: string
  /** The choice that is asked for: then the answer is yes or no. */
  readonly wanted?: string
  /** A moment, foreseen as hours after the record was made. */
  readonly hours?: boolean
  /** Records whose outcome is known. */
  readonly known: Sql
  /** Records that are answered for. */
  readonly open: Sql
  /** Fields that are only settled with the outcome. */
  readonly after?: readonly string[]
  /** Text fields whose words are learned from. */
  readonly words?: readonly string[]
}

const wordFeature = (object: ObjectDefinition, name: string): Feature => ({
  name,
  label: object.fields[name]!.label,
  unit: 'text',
  about: 'who',
  sql: sql`c.${sql.id(name)}`,
})

/** The share of cases, the oldest first, that is learned from; the later ones judge. */
const learnedShare = 0.75

/** The examples of any field: the past cases whose value is known, in the order in which they came. */
export async function fieldExamples(ask: FieldAsk, settings: ModelSettings, desk: Desk): Promise<Examples> {
  const object = desk.vocabulary.find(settings.object)
  const field = object?.fields[ask.target]
  if (!object || !field)
    throw new Problem('not_found', `There is no field "${ask.target}" of "${settings.object}" any more.`)
  const kind = predictable(field, ask.target, ask)
  desk.progress(0.02, label('Reading the records', '读取记录'))
  const at = sql`c.created_at`
  const words = (ask.words ?? []).filter((name) => Object.hasOwn(object.fields, name))
  const left = [...settings.left, ...(ask.after ?? [])]
  const own = ownFields(object, at, { target: ask.target, taken: settings.taken, left })
  const features = [
    ...own.features.filter((one) => !words.includes(one.name)),
    ...words.map((name) => wordFeature(object, name)),
  ]
  const population = populationSql(settings.population, object.name, desk)
  const sheet = await readSheet(desk.db, {
    at: desk.now,
    features,
    answers: [
      { name: 'outcome', sql: kind.sql, isWord: kind.task === 'choice' },
      { name: 'made', sql: sql`extract(epoch from c.created_at)` },
      { name: 'known', sql: sql`(${ask.known})::int` },
      { name: 'open', sql: sql`(${ask.open})::int` },
    ],
    from: sql`from ${sql.id(object.name)} c where c.deleted_at is null and ${mayBeLearned(object)} and ${population}`,
  })
  const made = sheet.answers.made!
  const moments = sheet.ids.map((_, i) => new Date(made[i]! * 1000).toISOString())
  const labels = kind.task === 'choice' ? kind.labels : kind.task === 'yes_no' ? ['no', 'yes'] : []
  const outcome =
    kind.task === 'choice'
      ? Float64Array.from(sheet.words.outcome!, (word) => (word === null ? Number.NaN : labels.indexOf(word)))
      : sheet.answers.outcome!
  const rows: Rows = { ids: sheet.ids, at: moments, table: sheet.table, y: outcome }
  const order = [...sheet.ids.keys()].sort((a, b) => made[a]! - made[b]!)
  const settled = order.filter(
    (i) => sheet.answers.known![i] === 1 && outcome[i]! >= (kind.task === 'number' ? Number.NEGATIVE_INFINITY : 0),
  )
  const cut = Math.floor(settled.length * learnedShare)
  // What a field held when the record was made is not known for edits before the first that the history tells of.
  const rolled = await rollBack(desk.db, object.name, desk.now, own.features)
  const whole: Rows = { ...rows, table: asOf(sheet, own.features, rolled) }
  return {
    task: kind.task,
    labels,
    features,
    refused: own.refused,
    train: picked(whole, settled.slice(0, cut)),
    test: picked(whole, settled.slice(cut)),
    now: picked(
      whole,
      order.filter((i) => sheet.answers.open![i] === 1),
    ),
    asOf: desk.now,
    horizon: null,
    split: 'time',
    baseline: usual(kind.task),
    unused: [
      {
        rows: sheet.ids.length - settled.length,
        reason: label('records whose outcome is not known yet', '结果尚未知的记录'),
      },
    ]
      .filter((one) => one.rows > 0)
      .concat(await refusedRows(desk.db, object)),
  }
}

const meanOf = (y: Float64Array): number => y.reduce((a, b) => a + b, 0) / Math.max(1, y.length)

const commonest = (y: Float64Array): number => {
  const counts = new Map<number, number>()
  for (const value of y) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0]
}

/** The rule without any model: what is usual. */
const usual = (task: Examples['task']): Examples['baseline'] =>
  task === 'choice'
    ? {
        label: label('always the commonest', '总是选最常见的'),
        predict: (rows, learned) => new Float64Array(rows.ids.length).fill(commonest(learned.y)),
      }
    : {
        label:
          task === 'number'
            ? label('always the mean', '总是取均值')
            : label('the same chance for everyone', '所有记录同一概率'),
        predict: (rows, learned) => new Float64Array(rows.ids.length).fill(meanOf(learned.y)),
      }

/** A question about one field of one object. */
export const fieldQuestion = (
  kind: string,
  ask: (settings: ModelSettings) => FieldAsk,
  field: (settings: ModelSettings) => string,
  textWidth = 0,
): Question => ({
  kind,
  textWidth,
  // With a column for every word, these two are quick and good; the others are neither.
  ...(textWidth > 0 && { methods: ['logistic', 'linear', 'forest'] }),
  examples: (settings, desk) => fieldExamples(ask(settings), settings, desk),
  values: async ({ answers, report }, settings, desk) => {
    const target = desk.vocabulary.find(settings.object)!.fields[ask(settings).target]!
    const { show } = predictable(target, ask(settings).target, ask(settings))
    return [{ field: field(settings), value: (i) => show(answers[i]!, report.labels), explained: true }]
  },
})
