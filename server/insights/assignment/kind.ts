import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import { sql } from '../../database/sql.ts'
import { idIn } from '../plan/view.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { type Fit, learnFit } from './fit.ts'
import { type Closed, type Lead, type Person, readClosed, readLeads, readPeople } from './ground.ts'
import { keepAssignment, type Option } from './keep.ts'
import { type AssignmentSettings, assignmentSettings } from './settings.ts'
import { type Given, roundRobin, solveAssignment } from './solve.ts'

export interface AssignmentInput {
  readonly person?: string | null
  readonly settings?: object
  /** The plan that this one comes from: what people changed there stays so. */
  readonly from?: string
}

const stages = {
  read: label('Reading leads and past deals', '读取线索与以往商机'),
  fit: label('Learning who wins what', '学习谁更擅长哪类商机'),
  solve: label('Looking for the best assignment', '寻找最佳分配'),
}
/** So many more than now, where nothing is said. */
export const usualRoom = 5

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? null : sorted[Math.floor(sorted.length / 2)]!
}

/** What a lead without an amount is taken for: as a won deal usually is. */
const usualAmount = (closed: readonly Closed[]): number =>
  median(closed.flatMap(({ won, amount }) => (won && amount !== null ? [amount] : []))) ?? 1

const chinese = new Set(['china', '中国', 'taiwan', '台湾', 'hong kong', '香港', 'macau', '澳门'])

/** What a lead speaks, as far as the languages of the house go. */
const languageOf = ({ language, country }: Lead): string =>
  /^(zh|chinese|中文)/i.test(language ?? '') || (!language && chinese.has(country ?? '')) ? 'zh' : 'en'

/** One for the language, one for having had deals in the country. */
function nearnessOf(leads: readonly Lead[], people: readonly Person[], closed: readonly Closed[]): number[][] {
  const known = new Set(closed.map(({ owner, country }) => `${owner} ${country}`))
  return leads.map((lead) =>
    people.map(
      ({ id, language }) =>
        (language === languageOf(lead) ? 1 : 0) + (lead.country !== null && known.has(`${id} ${lead.country}`) ? 1 : 0),
    ),
  )
}

/** Lines that people changed in the plan that this one comes from. */
async function settledBefore(desk: Desk, from: string | undefined, leads: readonly Lead[], people: readonly Person[]) {
  if (from === undefined) return leads.map(() => undefined)
  const kept = await desk.db.query<{ record: string; person: string | null; state: string }>(
    sql`select record, person, state from insight.assignment_line where plan = ${from}::uuid and state <> 'planned'`,
  )
  const number = new Map(people.map(({ id }, p) => [id, p]))
  const byRecord = new Map(kept.map((line) => [line.record, line]))
  return leads.map(({ id }) => {
    const line = byRecord.get(id)
    if (!line) return undefined
    return line.state === 'excluded' ? -1 : number.get(line.person ?? '')
  })
}

function refusalOf(leads: readonly Lead[], people: readonly Person[]): Label | undefined {
  if (people.length === 0) return label('None of these people works here any more.', '所选人员均已停用。')
  return leads.length === 0
    ? label('There is no open lead of this choice: nothing is to be assigned.', '没有符合条件的线索，无需分配。')
    : undefined
}

interface Ready {
  readonly settings: AssignmentSettings
  readonly leads: readonly Lead[]
  readonly people: readonly Person[]
  readonly closed: readonly Closed[]
  readonly fit: Fit
}

/** What everybody would make of every lead. */
function optionsOf({ leads, people, closed, fit }: Ready): { amounts: number[]; options: Option[][] } {
  const usual = usualAmount(closed)
  const ids = people.map(({ id }) => id)
  const nearness = nearnessOf(leads, people, closed)
  const amounts = leads.map(({ amount }) => amount ?? usual)
  return {
    amounts,
    options: leads.map((lead, l) =>
      fit.of(lead, ids).map((told, p) => ({
        person: ids[p]!,
        ...told,
        value: told.chance * amounts[l]!,
        near: nearness[l]![p]!,
      })),
    ),
  }
}

const roomOf = ({ people, settings }: Ready): number[] => {
  const most = new Map(settings.people.map((one) => [one.id, one.most]))
  return people.map(({ id, open }) => Math.max(0, (most.get(id) ?? open + usualRoom) - open))
}

async function work({ settings: given, from, person = null }: AssignmentInput, desk: Desk): Promise<object> {
  const settings = assignmentSettings(given ?? {})
  const former = from === undefined ? undefined : idIn(from)
  desk.progress(0, stages.read)
  const [{ leads, beyond }, people] = [await readLeads(desk, settings), await readPeople(desk, settings)]
  const refusal = refusalOf(leads, people)
  if (refusal) return { refusal }
  const closed = await readClosed(desk)
  desk.progress(0.3, stages.fit)
  const ready: Ready = { settings, leads, people, closed, fit: learnFit(closed) }
  const { amounts, options } = optionsOf(ready)
  const problem: Given = {
    values: options.map((all) => all.map(({ value }) => value)),
    nearness: options.map((all) => all.map(({ near }) => near)),
    room: roomOf(ready),
    settled: await settledBefore(desk, former, leads, people),
  }
  const solution = await solveAssignment(problem, () => desk.progress(0.6, stages.solve))
  return {
    plan: await keepAssignment(desk, {
      ...ready,
      amounts,
      options,
      beyond,
      problem,
      solution,
      robin: roundRobin(problem),
      person,
    }),
  }
}

/** Who takes which lead, so that the expected value is greatest and nobody has too many. */
export const assignment: InsightKind<AssignmentInput> = { title: label('Assignment of leads', '线索分配'), work }
