import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Problem } from '../errors.ts'
import { AnalyticsError, analyzeFile, renderReport } from '../insights/analyze-file.ts'
import { type Call, type Command, Misuse } from './command.ts'

export const analyze: Command = {
  name: 'analyze',
  usage: '<file>',
  summary: 'Predict a column of a CSV file, compare methods and say why one is best.',
  options: {
    target: { type: 'string', value: '<column>', summary: 'The column to predict.' },
    task: {
      type: 'string',
      value: '<kind>',
      summary: 'classification or regression, where the guess from the column is wrong.',
    },
    split: {
      type: 'string',
      value: '<how>',
      summary: 'Rows to test on: stratified (as it is), random, hash:NAME, time:COLUMN, numpy:SEED.',
    },
    seed: { type: 'string', value: '<number>', summary: 'The same seed gives the same result; 1 when not given.' },
    'no-compare': { type: 'boolean', summary: 'Stop after the linear model.' },
    json: { type: 'boolean', summary: 'Everything found, as JSON.' },
  },
  details:
    'It loads and cleans the file, learns from four fifths of the rows and judges by the rest; then it compares all\n' +
    'methods by cross-validation. Nothing is stored or sent. With --split numpy:42 the test rows are those of the\n' +
    'usual Python script.\n\n' +
    'Example: npx rapport analyze churn.csv --target Churn',
  run: examine,
}

async function examine({ args, options, clock, say, tell }: Call): Promise<undefined> {
  const [file, ...more] = args
  if (!file || more.length > 0) throw new Misuse('Name the one file to analyze.')
  if (typeof options.target !== 'string') throw new Misuse('Name the column to predict with --target.')
  const from = resolve(file)
  if (!statSync(from, { throwIfNoEntry: false })?.isFile()) throw new Misuse(`There is no file ${from}.`)
  const report = asked(() =>
    analyzeFile(readFileSync(from), {
      target: options.target as string,
      task: taskFrom(options.task),
      split: options.split as string | undefined,
      seed: seedFrom(options.seed),
      compare: options['no-compare'] !== true,
      clock: () => clock().getTime(),
      onProgress: options.json ? undefined : progressTo(tell),
    }),
  )
  say(options.json ? JSON.stringify(report, null, 2) : renderReport(report))
}

function taskFrom(given: string | boolean | undefined): 'classification' | 'regression' | undefined {
  if (given === undefined || given === 'classification' || given === 'regression') return given
  throw new Misuse(`The task must be classification or regression but was "${given}".`)
}

function seedFrom(given: string | boolean | undefined): number {
  const seed = Number(given ?? 1)
  if (!Number.isInteger(seed)) throw new Misuse(`The seed must be a whole number but was "${given}".`)
  return seed
}

/** One line for each step, not for each percent. */
function progressTo(tell: (line: string) => void): (done: number, what: string) => void {
  let last = ''
  return (done, what) => {
    if (what === last || what.startsWith('Reading rows')) return
    last = what
    tell(`${String(Math.round(done * 100)).padStart(3)} %  ${what}`)
  }
}

/** What the library refuses in a sentence is a problem with the file, not with the program. */
function asked<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AnalyticsError) throw new Problem('import_unreadable', error.message, {}, error)
    throw error
  }
}
