// The agreement between the threads of a team, which share this memory.
// A run is a number of tasks; every thread claims tasks until none is left. What a task writes depends on its
// number alone, so the result does not depend on who did it, nor on how many threads there are.

const REMAINING: usize = 16
const DONE: usize = 20
const TOTAL: usize = 24
const KERNEL: usize = 28
const ARGS: usize = 32
const ROUND: usize = 36
const SPINS: i32 = 4000

let threadNumber: i32 = 0

export function setThread(number: i32): void {
  threadNumber = number
}

export function thread(): i32 {
  return threadNumber
}

export type Dispatch = (kernel: i32, task: i32, args: usize) => void

// The arguments are read after a claim succeeds: the run they belong to cannot end before this task does.
export function claim(): i32 {
  while (true) {
    const left = atomic.load<i32>(REMAINING)
    if (left <= 0) return -1
    if (atomic.cmpxchg<i32>(REMAINING, left, left - 1) == left) return atomic.load<i32>(TOTAL) - left
  }
}

export function kernelNow(): i32 {
  return atomic.load<i32>(KERNEL)
}

export function argsNow(): usize {
  return usize(atomic.load<i32>(ARGS))
}

export function finish(): void {
  const before = atomic.add<i32>(DONE, 1)
  if (before + 1 == atomic.load<i32>(TOTAL)) atomic.notify(DONE, 1)
}

export function publish(kernel: i32, tasks: i32, args: usize): void {
  atomic.store<i32>(KERNEL, kernel)
  atomic.store<i32>(ARGS, i32(args))
  atomic.store<i32>(TOTAL, tasks)
  atomic.store<i32>(DONE, 0)
  atomic.store<i32>(REMAINING, tasks)
  atomic.add<i32>(ROUND, 1)
  if (tasks > 1) atomic.notify(ROUND, 64)
}

export function awaitAll(tasks: i32): void {
  let spins = 0
  while (true) {
    const done = atomic.load<i32>(DONE)
    if (done >= tasks) return
    if (++spins > SPINS) atomic.wait<i32>(DONE, done, 200000)
  }
}

export function awaitRound(seen: i32): i32 {
  for (let i = 0; i < SPINS; i++) {
    if (atomic.load<i32>(REMAINING) > 0) return atomic.load<i32>(ROUND)
  }
  atomic.wait<i32>(ROUND, seen, -1)
  return atomic.load<i32>(ROUND)
}
