import { existsSync, readFileSync } from 'node:fs'

/** Something to measure, and what the reference needed for it. */
export type Task = {
  name: string
  /** Name in times.json, and the threads it used there. */
  reference?: { task: string; threads: number }
  /** Seconds when they are not in times.json under a task. */
  referenceSeconds?: number
  /** Work that is not measured; returns the work that is, which answers a check value to print. */
  prepare(): () => string
}

export type Measured = {
  name: string
  seconds: number
  /** Seconds of all processors for one run. */
  cpu: number
  reference?: number
  ratio?: number
  megabytes: number
  check: string
}

type Times = { python: { task: string; threads: number | null; seconds_median: number | null }[] }

const file = new URL('../../../shared/reference/times.json', import.meta.url)

/** Seconds of the reference in times.json beside the repository; undefined when they are not there. */
export function referenceSeconds(task: string, threads: number): number | undefined {
  if (!existsSync(file)) return undefined
  const times = JSON.parse(readFileSync(file, 'utf8')) as Times
  return times.python.find((entry) => entry.task === task && entry.threads === threads)?.seconds_median ?? undefined
}

/** The median of five runs (fewer after four seconds) after one that is not counted, and the most memory of the process. */
export function measure(task: Task): Measured {
  const work = task.prepare()
  let check = work()
  const runs: number[] = []
  const [began, usage] = [performance.now(), process.cpuUsage()]
  while (runs.length < 5 && (!runs.length || performance.now() - began < 4000)) {
    const start = performance.now()
    check = work()
    runs.push((performance.now() - start) / 1000)
  }
  const { user, system } = process.cpuUsage(usage)
  const seconds = median(runs)
  const reference = task.reference
    ? referenceSeconds(task.reference.task, task.reference.threads)
    : task.referenceSeconds
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const cpu = (user + system) / 1e6 / runs.length
  return { name: task.name, seconds, cpu, reference, ratio: reference && seconds / reference, megabytes, check }
}

/** The middle one; the greater of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

/** One line of the table. */
export function line({ name, seconds, reference, ratio, megabytes, check }: Measured): string {
  const show = (value: number | undefined, digits: number) => (value === undefined ? '–' : value.toFixed(digits))
  return `| ${name} | ${show(seconds, 3)} | ${show(reference, 3)} | ${show(ratio, 2)} | ${megabytes} | ${check} |`
}

export const header = '| task | seconds | reference | ratio | MB | check |\n|---|---|---|---|---|---|'
