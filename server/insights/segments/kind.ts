import { type Locale, label, locales } from '@rapport/vocabulary/define/label.ts'
import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { keepResult, readResult, tooLittle } from '../result.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { type ScorePass, writeScores } from '../scores.ts'
import { type Buyers, readBuyers } from './buyers.ts'
import { type Cell, cellNames, cellsOf, worth } from './cells.ts'
import { type ClusterMethod, clusterBuyers, clusterMethods, fewestClusters, mostClusters } from './clusters.ts'
import { continued } from './matching.ts'
import { movesBetween } from './moves.ts'
import { namesOf } from './names.ts'
import { profilesOf } from './profiles.ts'
import { SegmentRecords } from './records.ts'
import type { SegmentsContent, SegmentsReport } from './report.ts'
import { type Scores, scoreBuyers } from './scores.ts'

export interface SegmentsInput {
  readonly method?: ClusterMethod
  /** How many groups; absent: as the data say. */
  readonly clusters?: number | null
  /** In which language segments are named that are made for the first time. */
  readonly locale?: Locale
}

/** Below so many buyers, fifths of them say nothing. */
export const fewestBuyers = 25
const dayMs = 86_400_000
/** Moments that the sizes of segments are shown at: so many steps back, of so many days. */
const steps = 6
const stepDays = 30
/** Moves are counted from so many days ago. */
const movesDays = 90
const seed = 1

interface Asked {
  readonly method: ClusterMethod
  readonly clusters: number | null
  readonly locale: Locale
}

function asked({ method = 'kmeans', clusters = null, locale = 'en' }: SegmentsInput): Asked {
  if (!clusterMethods.includes(method))
    throw new Problem('invalid', `The method must be one of ${clusterMethods.join(', ')}.`)
  if (!locales.includes(locale)) throw new Problem('invalid', `The language must be one of ${locales.join(', ')}.`)
  if (clusters !== null && !(Number.isInteger(clusters) && clusters >= fewestClusters && clusters <= mostClusters))
    throw new Problem(
      'invalid',
      `The number of groups must be a whole number from ${fewestClusters} to ${mostClusters}.`,
    )
  return { method, clusters, locale }
}

const stages = {
  read: label('Reading orders and returns', '读取订单与退货'),
  grid: label('Placing customers in the grid', '计算 RFM 分层'),
  past: label('Looking back', '回看历史'),
  cluster: label('Finding groups', '寻找客户群组'),
  write: label('Writing segments', '写入客户群'),
}

/** Each buyer's cell at a moment; undefined where fifths would say nothing. */
async function gridAt(desk: Desk, at: string): Promise<ReadonlyMap<string, Cell> | undefined> {
  const buyers = await readBuyers(desk.db, at)
  if (buyers.ids.length < fewestBuyers) return undefined
  const cells = cellsOf(scoreBuyers(buyers))
  return new Map(buyers.ids.map((id, i) => [id, cells[i]!]))
}

const daysBefore = (now: string, days: number): string => new Date(Date.parse(now) - days * dayMs).toISOString()

const sizesOf = (cells: Iterable<Cell>): { readonly [C in Cell]?: number } => {
  const sizes: { [C in Cell]?: number } = {}
  for (const cell of cells) sizes[cell] = (sizes[cell] ?? 0) + 1
  return sizes
}

interface Past {
  readonly over: SegmentsReport['rfm']['over']
  readonly since: string | null
  readonly before: ReadonlyMap<string, Cell> | undefined
}

/** The grid as it stood every month before, worked out from the records of then. */
async function lookBack(desk: Desk, now: readonly Cell[]): Promise<Past> {
  const over: { at: string; customers: { readonly [C in Cell]?: number } }[] = []
  let [since, before]: [string | null, Past['before']] = [null, undefined]
  for (let step = steps; step > 0; step--) {
    desk.progress(0.2 + 0.4 * (1 - step / steps), stages.past)
    const at = daysBefore(desk.now, step * stepDays)
    const then = await gridAt(desk, at)
    if (then === undefined) continue
    over.push({ at, customers: sizesOf(then.values()) })
    if (step * stepDays <= movesDays && since === null) [since, before] = [at, then]
  }
  over.push({ at: desk.now, customers: sizesOf(now) })
  return { over, since, before }
}

const gridCounts = ({ recency, frequency, money }: Scores): number[][] => {
  const counts = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0])
  recency.forEach((score, i) => {
    counts[5 - worth(frequency[i]!, money[i]!)]![score - 1]!++
  })
  return counts
}

/** The groups that customers were in by the run before. */
async function formerClusters(desk: Desk, buyers: Buyers): Promise<(string | undefined)[]> {
  const rows = await desk.db.query<{ record: string; link: string }>(sql`
    select s.record, s.link from insight.score s join insight.scored v on v.run = s.run join segment g on g.id = s.link and g.deleted_at is null
    where v.score = 'customer.cluster'`)
  const before = new Map(rows.map((row) => [row.record, row.link]))
  return buyers.ids.map((id) => before.get(id))
}

async function report(desk: Desk, given: Asked): Promise<{ report: SegmentsReport; passes: ScorePass[] } | TooLittle> {
  desk.progress(0, stages.read)
  const buyers = await readBuyers(desk.db, desk.now)
  const lacking = tooLittle({ buyers: [buyers.ids.length, fewestBuyers] })
  if (lacking) return lacking
  const records = new SegmentRecords(desk, given.locale)
  const former = (await readResult<SegmentsContent>(desk.db, 'segments'))?.content
  desk.progress(0.15, stages.grid)
  const rfm = await gridPart(desk, buyers, records, former && 'rfm' in former ? former : undefined)
  desk.progress(0.6, stages.cluster)
  const clusters = await clusterPart(desk, buyers, records, given)
  const { customer } = { customer: desk.vocabulary.find('customer')!.fields }
  const passOf = (name: string, of: (i: number) => string | null): ScorePass => ({
    field: customer[name]!,
    records: buyers.ids,
    value: of,
  })
  return {
    report: { asOf: desk.now, all: clusters.all, rfm: rfm.part, clusters: clusters.part },
    passes: [
      passOf('rfm', (i) => rfm.segmentOf(rfm.cells[i]!)),
      passOf('rfm_before', (i) => {
        const cell = rfm.before?.get(buyers.ids[i]!)
        return cell === undefined ? null : rfm.segmentOf(cell)
      }),
      passOf('cluster', (i) => clusters.segments[clusters.labels[i]!]!),
    ],
  }
}

async function gridPart(desk: Desk, buyers: Buyers, records: SegmentRecords, former: SegmentsReport | undefined) {
  const scores = scoreBuyers(buyers)
  const cells = cellsOf(scores)
  const profiles = profilesOf<Cell>(buyers, cells)
  const { over, since, before } = await lookBack(desk, cells)
  const known = new Map(former?.rfm.segments.map(({ cell, segment }) => [cell, segment]))
  const standing = await records.standing([...known.values()])
  const ids = new Map<Cell, string>()
  for (const cell of cellNames) {
    const kept = known.get(cell)
    ids.set(cell, kept && standing.has(kept) ? kept : await records.cell(cell))
  }
  const segmentOf = (cell: Cell): string => ids.get(cell)!
  const after = new Map(buyers.ids.map((id, i) => [id, cells[i]!]))
  const part: SegmentsReport['rfm'] = {
    segments: cellNames.map((cell) => ({ cell, segment: segmentOf(cell), profile: profiles.get(cell) ?? null })),
    grid: gridCounts(scores),
    edges: scores.edges,
    over,
    since,
    moves: before ? movesBetween(before, after) : [],
  }
  return { part, cells, before, segmentOf }
}

async function clusterPart(desk: Desk, buyers: Buyers, records: SegmentRecords, { method, clusters }: Asked) {
  const found = clusterBuyers(buyers, { method, clusters, seed, signal: desk.signal })
  const profiles = profilesOf(buyers, found.labels)
  const all = profiles.get(undefined)!
  // A mixture may leave a group without members.
  const filled = Array.from({ length: found.clusters }, (_, c) => c).filter((c) => profiles.has(c))
  const words = new Map(
    namesOf(
      filled.map((c) => profiles.get(c)!),
      all,
    ).map((name, k) => [filled[k]!, name]),
  )
  const before = await formerClusters(desk, buyers)
  const kept = continued(found.labels, found.clusters, before)
  const segments: string[] = []
  for (const c of filled) segments[c] = kept[c] ?? (await records.cluster(words.get(c)!))
  const then = new Map(buyers.ids.flatMap((id, i) => (before[i] === undefined ? [] : [[id, before[i]] as const])))
  const now = new Map(buyers.ids.map((id, i) => [id, segments[found.labels[i]!]!]))
  const part: SegmentsReport['clusters'] = {
    method,
    clusters: found.clusters,
    given: clusters !== null,
    tried: found.tried,
    silhouette: found.silhouette,
    segments: filled.map((c) => ({
      segment: segments[c]!,
      words: words.get(c)!,
      profile: profiles.get(c)!,
      continues: kept[c] !== undefined,
    })),
    moves: then.size > 0 ? movesBetween(then, now) : [],
  }
  return { part, all, labels: found.labels, segments }
}

/** Puts every buyer into a cell of the grid and into a group of its like, and says who moved. */
export const segments: InsightKind<SegmentsInput> = {
  title: label('Segments', '客户群'),
  async work(input, desk) {
    const found = await report(desk, asked(input))
    desk.progress(0.9, stages.write)
    if (!('tooLittle' in found)) {
      const source = { model: desk.newId(), version: desk.newId(), asOf: desk.now, now: desk.now }
      await writeScores(desk.db, source, found.passes)
    }
    const content: SegmentsContent = 'tooLittle' in found ? found : found.report
    await keepResult(desk.db, 'segments', desk.now, content)
    return 'tooLittle' in content ? content : { buyers: content.all.customers }
  },
}
