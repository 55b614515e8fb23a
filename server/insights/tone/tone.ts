import { type Column, type Table, takeTableRows } from '@rapport/analytics/data/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { languageOf } from '../language/detect.ts'
import { strongest } from '../model/reasons.ts'
import type { Fitted } from '../model/score.ts'
import { strengthOf } from '../model/strength.ts'
import { wordFactors } from '../model/words.ts'
import type { Desk } from '../run/kind.ts'
import type { ScorePass } from '../scores.ts'
import { languagesLearned } from './languages.ts'

/** What is written to us: where its words stand, as a review has them. */
interface Written {
  readonly object: 'ticket' | 'message'
  readonly title: Sql
  readonly text: Sql
  readonly which: Sql
}

/** The latest of each; what lies further back calls for nobody. */
const mostRead = 20_000

const written: readonly Written[] = [
  { object: 'ticket', title: sql`t.subject`, text: sql`t.description`, which: sql`true` },
  { object: 'message', title: sql`null::text`, text: sql`t.text`, which: sql`t.direction = 'in'` },
]

type Row = { id: string; title: string | null; text: string | null; language: string | null }

/** Those whose language the model has learned from; a language that was not told by anybody is told from the words. */
async function understood(desk: Desk, one: Written, languages: ReadonlySet<string>, only?: readonly string[]) {
  const rows = await desk.db.query<Row>(sql`
    select t.id, ${one.title} as title, ${one.text} as text, t.language from ${sql.id(one.object)} t
    where t.deleted_at is null and ${one.which} and (${only ?? null}::uuid[] is null or t.id = any(${only ?? null}::uuid[]))
    order by t.created_at desc, t.id desc limit ${mostRead}`)
  const found: Row[] = []
  for (const row of rows) {
    const language = row.language ?? (await languageOf([row.title, row.text].join('\n')))
    if (language && languages.has(language)) found.push(row)
  }
  return found
}

/** The words as the model of reviews takes them; of what else it knows of a review, nothing is known here. */
function asReviews(rows: readonly Row[], like: Table): Table {
  const columns = like.columns.map((column): Column => {
    if (column.kind === 'text') {
      const values = rows.map((row) => (column.name === 'title' ? row.title : row.text))
      return { kind: 'text', name: column.name, values }
    }
    if (column.kind === 'category') return { ...column, codes: new Int32Array(rows.length).fill(-1) }
    return { ...column, values: new Float64Array(rows.length).fill(Number.NaN) }
  })
  return { rows: rows.length, columns }
}

const stars = (answer: number): number => Math.round(Math.min(5, Math.max(1, answer)) * 10) / 10
/**
 * How tickets and messages would be starred if their words were a review: by the model that serves for reviews, where it has learned
 * from reviews in the same language. `like` is a table of reviews with the columns that the model takes.
 */
export async function tonePasses(
  fitted: Fitted,
  like: Table,
  desk: Desk,
  only?: readonly string[],
): Promise<ScorePass[]> {
  desk.progress(0.97, label('Reading what was written to us', '分析来信语气'))
  const languages = await languagesLearned(desk.db)
  const passes: ScorePass[] = []
  for (const one of written) {
    const rows = await understood(desk, one, languages, only)
    const table = asReviews(rows, takeTableRows(like, []))
    const answers = rows.length === 0 ? new Float64Array(0) : fitted.pipeline.predict(table)
    const why = strongest(wordFactors(strengthOf('number', fitted.pipeline, table), table))
    passes.push({
      field: desk.vocabulary.find(one.object)!.fields.tone!,
      records: rows.map((row) => row.id),
      value: (i) => stars(answers[i]!),
      why: (i) => ({ factors: why[i]!, alike: [], change: [] }),
    })
  }
  return passes
}
