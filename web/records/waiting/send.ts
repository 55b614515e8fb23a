import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { ApiProblem, call, Unreachable } from '../../api.ts'
import { type ConflictBody, clashOf, standsAlready } from '../clash.ts'
import { raise } from '../conflicts.ts'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { amend, holding, owner, retry, settle, type Waiting, waiting } from './queue.ts'

const patience = 20_000

/** How each is asked of the server. */
const request = (one: Waiting): readonly [method: string, path: string] => {
  const at = `/${one.plural}/${one.record}`
  if (one.what === 'create') return ['POST', `/${one.plural}`]
  if (one.what === 'update') return ['PATCH', at]
  if (one.what === 'remove') return ['DELETE', at]
  return ['POST', `${at}/${one.what === 'move' ? 'place' : one.verb}`]
}

const ask = (one: Waiting, person: string): Promise<AnyRow | undefined> => {
  const [method, path] = request(one)
  const versioned = one.version !== undefined && one.what === 'update'
  return call(method, path, {
    ...(one.what !== 'remove' && { body: one.values ?? {} }),
    signal: AbortSignal.timeout(patience),
    headers: {
      'rapport-for': person,
      ...(versioned && { 'if-match': `"${one.version}"` }),
      ...(one.key && { 'idempotency-key': one.key }),
    },
  })
}

/** The server has taken it: what follows for the same record begins from there. */
const done = (one: Waiting, version: number | undefined): void => {
  settle(one.id)
  for (const next of waiting())
    if (version !== undefined && next.record === one.record && next.object === one.object) amend(next.id, { version })
  noteChange(one.object, one.record ?? '')
}

type Outcome = 'done' | 'again' | 'troubled' | 'later'

/** Somebody changed the record meanwhile; or this was done already, and only the answer was lost. */
const meet = (one: Waiting, body: ConflictBody): Outcome => {
  const { current } = body
  if (current === undefined || current.deleted_at || one.what !== 'update') return 'troubled'
  if (standsAlready(current, one.values ?? {})) {
    done(one, current.version)
    return 'done'
  }
  const clash = clashOf(one.values ?? {}, body)
  if (clash === undefined) {
    amend(one.id, { version: current.version })
    return 'again'
  }
  amend(one.id, { trouble: { say: '', current, by: clash.person } })
  choose(waiting().find(({ id }) => id === one.id)!)
  return 'troubled'
}

/** Asks the person which of two values is to stand. */
export const choose = (one: Waiting): void => {
  const { current, by = null } = one.trouble ?? {}
  if (current === undefined) return
  raise({
    object: one.object,
    mine: one.values ?? {},
    current,
    by,
    keepTheirs: () => done(one, current.version),
    use: (values) => {
      amend(one.id, { values, version: current.version })
      retry(one.id)
      void sendWaiting()
    },
  })
}

const postponed = (error: unknown): boolean =>
  error instanceof Unreachable ||
  (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) ||
  (error instanceof ApiProblem && (error.status >= 500 || [401, 429].includes(error.status))) ||
  (error instanceof ApiProblem && error.code === 'person_differs')

const attempt = async (one: Waiting, person: string): Promise<Outcome> => {
  try {
    const row = await ask(one, person)
    done(one, row?.version)
    return 'done'
  } catch (error) {
    if (postponed(error)) return 'later'
    if (error instanceof ApiProblem && error.code === 'conflict') {
      const outcome = meet(one, error.body as ConflictBody)
      if (outcome !== 'troubled' || waiting().find(({ id }) => id === one.id)?.trouble) return outcome
    }
    if (one.what === 'remove' && error instanceof ApiProblem && error.status === 404) {
      done(one, undefined)
      return 'done'
    }
    const reasons = error instanceof ApiProblem ? Object.values(error.fields).map(({ detail }) => detail.en) : []
    amend(one.id, { trouble: { say: reasons[0] ?? sayProblem(error) } })
    return 'troubled'
  }
}

/** The first that may go: not troubled, nor behind one of the same record that is. */
const next = (): Waiting | undefined => {
  const all = waiting()
  const stuck = new Set(all.filter((one) => one.trouble && one.record).map((one) => `${one.object}/${one.record}`))
  return all.find((one) => !one.trouble && !stuck.has(`${one.object}/${one.record}`))
}

const sendAll = async (): Promise<void> => {
  const person = owner()
  for (let one = next(); one !== undefined && person !== undefined && owner() === person; one = next()) {
    const current = one
    if ((await holding(current.id, () => attempt(current, person))) === 'later') return
  }
}

let sending = false
/** Sends what waits, in its order; one tab at a time, where the browser can tell. */
export const sendWaiting = async (): Promise<void> => {
  if (sending || next() === undefined) return
  sending = true
  try {
    await (navigator.locks ? navigator.locks.request('rapport-waiting', sendAll) : sendAll())
  } finally {
    sending = false
  }
}
