import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of a process and of the children it has waited for, from /proc/<pid>/stat. */
const ticksOf = (pid: number): { ticks: number; parent: number } | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number)
    return { ticks: utime! + stime! + cutime! + cstime!, parent: Number(fields[1]) }
  } catch {
    // A process that ended while we looked is counted by its parent.
    return undefined
  }
}

const perSecond = 100

/** CPU seconds that a process and all its descendants have used so far. */
export const cpuSeconds = (root: number): number => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), ...ticksOf(Number(name)) }))
  const family = new Set([root])
  // Children have larger ids than their parents only by habit, so look until nobody new is found.
  for (let before = 0; before !== family.size; ) {
    before = family.size
    for (const { pid, parent } of all) if (parent !== undefined && family.has(parent)) family.add(pid)
  }
  return all.reduce((sum, { pid, ticks }) => (family.has(pid) ? sum + (ticks ?? 0) : sum), 0) / perSecond
}
