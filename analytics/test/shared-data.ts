import { existsSync, readFileSync } from 'node:fs'
import { parseCsv } from '../data/csv.ts'
import { features } from '../data/features.ts'
import { columnNamed, type Table, withoutColumns } from '../data/table.ts'
import type { Matrix } from '../matrix.ts'

const folder = new URL('../../../shared/', import.meta.url)

/** Whether the real data and reference results lie beside the repository; tests that need them are skipped otherwise. */
export const sharedDataIsThere = existsSync(new URL('reference/README.md', folder))

/** A file of the shared folder. */
export function sharedBytes(path: string): Uint8Array {
  return readFileSync(new URL(path, folder))
}

export function sharedJson<T>(path: string): T {
  return JSON.parse(new TextDecoder().decode(sharedBytes(path))) as T
}

const staffColumns = ['Tags', 'Lead Quality', 'Lead Profile', 'Last Activity', 'Last Notable Activity']
const staffScores = [
  'Asymmetrique Activity Index',
  'Asymmetrique Profile Index',
  'Asymmetrique Activity Score',
  'Asymmetrique Profile Score',
]

const datasets = {
  bank: {
    file: 'lead_scoring/bank-additional-full.csv',
    target: 'y',
    yes: 'yes',
    drop: [] as string[],
    split: 'bank-additional',
  },
  'bank-nodur': {
    file: 'lead_scoring/bank-additional-full.csv',
    target: 'y',
    yes: 'yes',
    drop: ['duration'],
    split: 'bank-additional',
  },
  'leads-clean': {
    file: 'lead_scoring/x_education_leads.csv',
    target: 'Converted',
    yes: '1',
    drop: ['Prospect ID', 'Lead Number', ...staffColumns, ...staffScores],
    split: 'x-leads',
  },
  telco: { file: 'churn/telco_customer_churn.csv', target: 'Churn', yes: 'Yes', drop: ['customerID'], split: 'telco' },
} as const

export type DatasetName = keyof typeof datasets
export const datasetNames = Object.keys(datasets) as DatasetName[]

/** A classification table of the reference on its own split, encoded as the reference describes. */
export type Dataset = {
  table: Table
  target: string
  train: Int32Array
  test: Int32Array
  y: Float64Array
  xTrain: Matrix
  xTest: Matrix
  yTrain: Float64Array
  yTest: Float64Array
}

export function dataset(name: DatasetName): Dataset {
  const { file, target, yes, drop, split } = datasets[name]
  const missing = ['', 'NA', 'Select', ' ']
  const table = withoutColumns(parseCsv(sharedBytes(`data/${file}`), { missing }), drop)
  const lines = new TextDecoder()
    .decode(sharedBytes(`data/splits/${split}.test.txt`))
    .trim()
    .split('\n')
  const test = Int32Array.from(lines, Number)
  const isTest = new Uint8Array(table.rows)
  for (const row of test) isTest[row] = 1
  const train = Int32Array.from(Array.from({ length: table.rows }, (_, i) => i).filter((i) => !isTest[i]))
  const y = answers(table, target, yes)
  const encoder = features.fit({ table, rows: train }, { exclude: [target], categories: 'levels' })
  const pick = (rows: Int32Array) => Float64Array.from(rows, (i) => y[i]!)
  const [xTrain, xTest] = [encoder.transform(table, train), encoder.transform(table, test)]
  return { table, target, train, test, y, xTrain, xTest, yTrain: pick(train), yTest: pick(test) }
}

function answers(table: Table, target: string, yes: string): Float64Array {
  const column = columnNamed(table, target)
  if (column.kind !== 'category') return (column.values as Float64Array).slice()
  return Float64Array.from(column.codes, (code) => (column.levels[code] === yes ? 1 : 0))
}
