import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('.', import.meta.url))
const require = createRequire(import.meta.url)
const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc')
const project = mkdtempSync(join(tmpdir(), 'rapport-package-'))
const installed = join(project, 'node_modules', '@rapport', 'analytics')

const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: project, encoding: 'utf8' })

/** Fits that use threads, WebAssembly of ours and of HiGHS, and what is read back. */
const script = `
import { gradientBoosting, linearProgram, matrix, normals, parseCsv, solveProgram } from '@rapport/analytics'
import { kmeans } from '@rapport/analytics/cluster'
const data = normals(1, 40_000)
const x = matrix(10_000, 4, data)
const y = Array.from({ length: 10_000 }, (_, i) => (data[i * 4] > 0 ? 1 : 0))
const fitted = gradientBoosting.fit({ x, y, rounds: 20 })
const labels = fitted.predict(x)
const right = labels.filter((label, i) => label === y[i]).length
const again = gradientBoosting.fromJSON(JSON.stringify(fitted)).predict(x)
const program = linearProgram({ maximise: { a: 1, b: 2 }, conditions: [{ terms: { a: 1, b: 1 }, atMost: 4 }] })
const { objective } = await solveProgram(program)
const table = parseCsv(new TextEncoder().encode('a,b\\n1,x\\n2,y\\n'))
console.log(JSON.stringify({
  right: right > 9_900,
  same: again.every((label, i) => label === labels[i]),
  rows: table.rows,
  objective,
  clusters: new Set(kmeans.fit(x, { clusters: 3 }).labels).size,
}))
`

const typed = `
import { type FittedClassifier, type Matrix, logisticRegression, matrix } from '@rapport/analytics'
import { kmeans } from '@rapport/analytics/cluster'
const x: Matrix = matrix(4, 1, Float64Array.of(0, 1, 2, 3))
const fitted: FittedClassifier = logisticRegression.fit({ x, y: [0, 0, 1, 1], l2: 1 })
export const labels: Int32Array = kmeans.fit(x, { clusters: 2 }).labels
export const probability: Float64Array = fitted.predictProbability(x)
// @ts-expect-error a parameter is a number, not words
logisticRegression.fit({ x, y: [0, 0, 1, 1], l2: 'much' })
`

describe('the package as npm packs it', () => {
  beforeAll(() => {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { cwd: root, encoding: 'utf8' })
    const [archive] = readdirSync(project).filter((name) => name.endsWith('.tgz'))
    mkdirSync(installed, { recursive: true })
    run('tar', '-xzf', archive!, '-C', installed, '--strip-components=1')
    symlinkSync(join(dirname(require.resolve('highs')), '..'), join(project, 'node_modules', 'highs'))
    writeFileSync(join(project, 'package.json'), '{"type":"module"}')
    writeFileSync(join(project, 'use.mjs'), script)
    writeFileSync(join(project, 'use.ts'), typed)
  }, 120_000)

  afterAll(() => rmSync(project, { recursive: true, force: true }))

  test('works from plain JavaScript, with its threads and WebAssembly', () => {
    const found = JSON.parse(run(process.execPath, 'use.mjs'))
    expect(found).toMatchObject({ right: true, same: true, rows: 2, objective: 8, clusters: 3 })
  })

  test('has types that TypeScript understands, library checks included', () => {
    const options = ['--module', 'nodenext', '--target', 'es2024', '--lib', 'es2024,dom,esnext.iterator']
    expect(run(process.execPath, compiler, ...options, '--strict', '--noEmit', '--types', '', 'use.ts')).toBe('')
  }, 60_000)

  test('holds its licence, its pictures and no test', () => {
    const names = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    expect(names).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.js', 'pictures/roc.svg']))
    expect(names.filter((name) => /\.(test|fixture)\.|accuracy-|^test/.test(name))).toEqual([])
  })
})
