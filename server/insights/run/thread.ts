import { Worker } from 'node:worker_threads'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Address } from '../../database/pool.ts'
import { Cancelled } from './kind.ts'

/** What the thread is told when it begins. */
export interface Errand {
  readonly kind: string
  readonly input: object
  readonly address: Address
  readonly now: string
  /** One number that turns from 0 to 1 when the work is to stop. */
  readonly stop: SharedArrayBuffer
}

/** What the thread says. */
export type Word =
  | { readonly is: 'progress'; readonly share: number; readonly stage: Label }
  | { readonly is: 'done'; readonly output: unknown }
  | { readonly is: 'failed'; readonly message: string; readonly known: boolean; readonly stack: string }

export interface RunOptions {
  readonly address: Address
  readonly now: string
  readonly signal: AbortSignal
  readonly onProgress: (share: number, stage: Label) => void
}

/** Work that failed; `known` when the sentence was written for people. */
export class InsightFailure extends Error {
  readonly known: boolean
  constructor(message: string, known: boolean, stack: string) {
    super(message)
    this.known = known
    this.stack = stack
  }
}

/** A fit looks at the signal between its steps; one that does not within this time is ended with its thread. */
const graceMs = 2_000

/** Runs a kind of analytic work in a thread of its own, so that whoever serves requests does not wait for it. */
export function runInsight(kind: string, input: object, options: RunOptions): Promise<unknown> {
  const { address, now, signal } = options
  const stop = new SharedArrayBuffer(4)
  const errand: Errand = { kind, input, address, now, stop }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: errand })
  let grace: NodeJS.Timeout | undefined
  const end = () => {
    Atomics.store(new Int32Array(stop), 0, 1)
    grace = setTimeout(() => void worker.terminate(), graceMs)
  }
  if (signal.aborted) end()
  signal.addEventListener('abort', end, { once: true })
  return new Promise((resolve, reject) => {
    worker.on('message', (word: Word) => {
      if (word.is === 'progress') options.onProgress(word.share, word.stage)
      else if (word.is === 'done') resolve(word.output)
      else reject(signal.aborted ? new Cancelled() : new InsightFailure(word.message, word.known, word.stack))
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      clearTimeout(grace)
      signal.removeEventListener('abort', end)
      // Whoever was told the outcome already does not hear this.
      reject(signal.aborted ? new Cancelled() : new InsightFailure('The work ended without a word.', false, ''))
    })
  })
}
