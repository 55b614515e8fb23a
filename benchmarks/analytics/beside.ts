// node benchmarks/analytics/beside.ts [--rounds 3] [part of a name …]: our tasks and those of reference.py in turn, on the
// same machine in the same minutes. Needs python3 with numpy, scipy, scikit-learn and pandas (Debian: python3-sklearn
// python3-pandas), PYTHON names another one. RAPPORT_CSV is the file of write-csv.ts, for the two tasks that read it.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { median } from './measure.ts'

type Once = { seconds: number; cpu: number; megabytes: number; check: string }
type Pair = { ours: Once; theirs: Once }
type Row = { seconds: number[]; reference: number[]; ratio: number[]; cpuRatio: number; megabytes: number[] }

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const python = process.env.PYTHON ?? 'python3'
// Settings that make an old OpenBLAS safe make a new one slow.
const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...environment } = process.env

function once(program: string, args: string[]): Once {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: environment })
  if (!stdout.startsWith('{')) throw new Error(stderr || stdout)
  return JSON.parse(stdout) as Once
}

function names(): string[] {
  const text = readFileSync(here('reference.py'), 'utf8')
  const all = [...text.matchAll(/^ {4}"(.+)": /gm)].map(([, name]) => name!)
  return all.filter((name) => process.env.RAPPORT_CSV || !name.includes('1,000,000 rows'))
}

function measure(name: string, rounds: number): Pair[] {
  return Array.from({ length: rounds }, () => ({
    theirs: once(python, [here('reference.py'), name]),
    ours: once(process.execPath, [here('run.ts'), '--json', name]),
  }))
}

const spread = (values: number[]) => [median(values), Math.min(...values), Math.max(...values)]

function rowOf(pairs: Pair[]): Row {
  return {
    seconds: spread(pairs.map(({ ours }) => ours.seconds)),
    reference: spread(pairs.map(({ theirs }) => theirs.seconds)),
    ratio: spread(pairs.map(({ ours, theirs }) => ours.seconds / theirs.seconds)),
    cpuRatio: median(pairs.map(({ ours, theirs }) => ours.cpu / theirs.cpu)),
    megabytes: [
      Math.max(...pairs.map(({ ours }) => ours.megabytes)),
      Math.max(...pairs.map((p) => p.theirs.megabytes)),
    ],
  }
}

function show(name: string, { seconds, reference, ratio, cpuRatio, megabytes }: Row): string {
  const range = ([middle, low, high]: number[], digits: number) =>
    `${middle!.toFixed(digits)} (${low!.toFixed(digits)}–${high!.toFixed(digits)})`
  const cells = [range(seconds, 3), range(reference, 3), range(ratio, 2), cpuRatio.toFixed(2), megabytes.join(' / ')]
  return `| ${[name, ...cells].join(' | ')} |`
}

const given = process.argv.slice(2)
const rounds = given[0] === '--rounds' ? Number(given.splice(0, 2)[1]) : 3
console.log(
  '| task | ours, s (range) | reference, s (range) | ratio (range) | of CPU | MB, ours / theirs |\n|---|---|---|---|---|---|',
)
for (const name of names().filter((one) => !given.length || given.some((part) => one.includes(part)))) {
  const pairs = measure(name, rounds)
  console.log(show(name, rowOf(pairs)))
  if (process.env.VERBOSE) console.log(`   ${pairs[0]!.ours.check} · ${pairs[0]!.theirs.check}`)
}
