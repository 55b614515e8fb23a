/** What went wrong, by SQLSTATE or by the code of the socket; never by the words of a message. */
type Failure = { code?: string; routine?: string; message?: string }

const conflicts = new Set(['40001', '40P01'])
const lostStates = new Set(['57P01', '57P02', '57P03', '57P05', '25006', '53300'])
const lostSockets = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'CONNECTION_LOST',
])

export type FailureKind = 'conflict' | 'lost' | 'stale_plan' | 'final'

export function failureKind(error: unknown): FailureKind {
  const { code, routine } = (error ?? {}) as Failure
  if (typeof code !== 'string') return isTermination(error) ? 'lost' : 'final'
  if (conflicts.has(code)) return 'conflict'
  if (lostStates.has(code) || lostSockets.has(code) || code.startsWith('08')) return 'lost'
  // A prepared plan outlived a change of its table (a new field): the next try prepares it anew.
  if (code === '0A000' && routine === 'RevalidateCachedQuery') return 'stale_plan'
  return 'final'
}

// `pg` reports a dropped socket as a bare Error without a code; these are its only three texts.
const terminations = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
])

const isTermination = (error: unknown) => error instanceof Error && terminations.has(error.message)

export type Patience = { conflicts: number; lostMs: number }
export const patience: Patience = { conflicts: 12, lostMs: 10_000 }

type Attempt<T> = (kindBefore: FailureKind | undefined) => Promise<T>
type RetryOptions = { patience?: Patience; mayRetry?: (kind: FailureKind, error: unknown) => boolean }

// Spread by a counter, not by chance: two that collided wait for different times.
let turn = 0
const pauseMs = (attempt: number) => Math.min(400, 2 ** attempt * 2) * (0.5 + (turn++ % 8) / 8)

/** Runs an attempt again after a conflict, a lost connection or a fail-over, until it works or patience ends. */
export async function retrying<T>(attempt: Attempt<T>, options: RetryOptions = {}): Promise<T> {
  const limit = options.patience ?? patience
  let kind: FailureKind | undefined
  let waited = 0
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(kind)
    } catch (error) {
      kind = failureKind(error)
      const spent = kind === 'lost' ? waited >= limit.lostMs : tries > limit.conflicts
      if (kind === 'final' || spent || options.mayRetry?.(kind, error) === false) throw error
      const pause = pauseMs(tries)
      waited += pause
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}
