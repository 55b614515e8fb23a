// node benchmarks/analytics/write-csv.ts FILE [ROWS]: writes the file of G1 that the pipeline is measured with.
import { writeFileSync } from 'node:fs'
import { g1Csv } from './generators.ts'

const [file, rows = '1000000'] = process.argv.slice(2)
if (file) writeFileSync(file, g1Csv(Number(rows), 20))
else console.error('Name the file to write.')
