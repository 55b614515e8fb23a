import { fromBase64 } from '../serialise.ts'
import { kernelsWasm } from './kernels-wasm.ts'

/** Kernels by their number in simd/kernels/index.ts. */
export const kernels = {
  binColumn: 0,
  splitGroup: 1,
  partitionChunk: 2,
  gatherChunk: 3,
  binaryGradient: 4,
  classGradient: 5,
  softmax: 6,
  largestResidual: 7,
  squaredGradient: 8,
  addLeaf: 9,
  growTree: 10,
  binRows: 11,
  walk: 12,
  walkColumns: 13,
  prepareNodes: 14,
  transpose: 15,
  sweepPivot: 20,
  sweepPanel: 21,
  sweepUpdate: 22,
  sweepFinish: 23,
  solveFactors: 24,
  logitBlock: 40,
  gramBlock: 41,
  countLines: 42,
  readNumbers: 43,
  hingeValue: 60,
  hingeProduct: 61,
  dualHinge: 62,
  smoSecond: 63,
  smoUpdate: 64,
  kernelRow: 65,
  decide: 66,
  mlpEpoch: 70,
  mlpPredict: 71,
  kmeansAssign: 80,
  kmeansSums: 81,
  kmeansSeed: 82,
  kmeansSpread: 83,
  nearestRows: 84,
  kmeansKeep: 85,
} as const

/** Name of a kernel. */
export type KernelName = keyof typeof kernels

type Instance = { run(kernel: number, tasks: number, args: number): void }
type Helper = { terminate(): unknown; unref(): void }
type Threads = { Worker: new (code: string, options: object) => Helper }

const page = 65536
// Below lie the control block and the kernels' own constants, which every helper lays down again when it starts.
const firstFree = 65536
// A memory that grew beyond this is given back after the work.
const keepBytes = 192 * 1024 * 1024
const helperCode = `const { module, memory, number } = require('node:worker_threads').workerData
const { exports } = new WebAssembly.Instance(module, { env: { memory, abort() { throw new Error('abort') } } })
exports.setThread(number)
exports.serve()`

let module: WebAssembly.Module | undefined
let threadLimit: number | undefined
let idle: Team | undefined
let busy = 0

/**
 * Threads and the memory they share. Work is cut into tasks whose results depend on their number alone; whoever is free
 * claims the next one. So results are the same for every number of threads, and a helper that is still starting costs
 * no waiting. Memory is handed out in a row by `alloc` and taken back all at once.
 */
export class Team {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true })
  readonly threads: number
  private readonly instance: Instance
  private helpers: Helper[] = []
  private top = firstFree

  constructor(threads: number) {
    this.threads = threads
    module ??= new WebAssembly.Module(fromBase64(kernelsWasm))
    const env = { memory: this.memory, abort: () => undefined }
    this.instance = new WebAssembly.Instance(module, { env }).exports as unknown as Instance
  }

  /** Address of `bytes` fresh bytes, 16-aligned. They are not cleared. */
  alloc(bytes: number): number {
    const at = this.top
    this.top = (at + bytes + 31) & ~15
    if (this.top < 0 || at + bytes > 0x7fff0000) throw new RangeError('The data need more than 2 GB of shared memory.')
    const missing = this.top - this.memory.buffer.byteLength
    if (missing > 0) this.memory.grow(Math.ceil(missing / page))
    return at
  }

  /** What `alloc` gave out since `mark()` is free again. */
  mark(): number {
    return this.top
  }

  release(mark: number): void {
    this.top = mark
  }

  f64(at: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, at, length) as unknown as Float64Array
  }

  f32(at: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, length) as unknown as Float32Array
  }

  i32(at: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, at, length) as unknown as Int32Array
  }

  i64(at: number, length: number): BigInt64Array {
    return new BigInt64Array(this.memory.buffer, at, length) as unknown as BigInt64Array
  }

  u8(at: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length) as unknown as Uint8Array
  }

  /**
   * Copies numbers into fresh memory. Behind them stand zeros up to the next address: kernels that take two numbers at a time read
   * one past an odd end and weigh it with 0, which what an earlier fit left there, a NaN, would survive.
   */
  place(values: Float64Array | Float32Array | Int32Array | Uint8Array | Uint32Array): number {
    const at = this.alloc(values.byteLength)
    const whole = this.u8(at, this.top - at)
    whole.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    whole.fill(0, values.byteLength)
    return at
  }

  /** Arguments of a kernel: doubles first, then 32-bit integers and addresses. */
  args(doubles: readonly number[], integers: readonly number[]): number {
    const at = this.alloc(doubles.length * 8 + integers.length * 4)
    this.f64(at, doubles.length).set(doubles)
    this.i32(at + doubles.length * 8, integers.length).set(integers)
    return at
  }

  /** Runs tasks 0 … tasks − 1 of a kernel and waits for the last. */
  run(kernel: KernelName, tasks: number, args: number): void {
    this.instance.run(kernels[kernel], tasks, args)
  }

  /** Starts the helpers, if there are none yet and the platform has threads. */
  hire(): void {
    const threads = this.helpers.length + 1 < this.threads ? threadsOfPlatform() : undefined
    for (let number = this.helpers.length + 1; threads && number < this.threads; number++) {
      const workerData = { module, memory: this.memory, number }
      const helper = new threads.Worker(helperCode, { eval: true, workerData, execArgv: [] })
      helper.unref()
      this.helpers.push(helper)
    }
  }

  dismiss(): void {
    for (const helper of this.helpers) helper.terminate()
    this.helpers = []
  }
}

function threadsOfPlatform(): Threads | undefined {
  return globalThis.process?.getBuiltinModule?.('node:worker_threads') as Threads | undefined
}

function processors(): number {
  const os = globalThis.process?.getBuiltinModule?.('node:os')
  return Math.min(16, os?.availableParallelism() ?? 1)
}

/** Limits the threads that models use; undefined gives back the number of processors. Results do not depend on it. */
export function limitThreads(threads: number | undefined): void {
  threadLimit = threads
  if (!busy) dropIdle()
}

function dropIdle(): void {
  idle?.dismiss()
  idle = undefined
}

/**
 * Lends a team to `work`, with helpers when the work is `large` enough to repay them (a thread starts in about 50 ms, of
 * which the caller waits for none). A call inside a call gets a team of its own without helpers.
 */
export function withTeam<T>(large: boolean, work: (team: Team) => T): T {
  if (busy) return work(new Team(1))
  busy++
  idle ??= new Team(threadLimit ?? processors())
  const team = idle
  try {
    if (large) team.hire()
    return work(team)
  } finally {
    team.release(firstFree)
    if (team.memory.buffer.byteLength > keepBytes) dropIdle()
    busy--
  }
}
