import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Problem } from '../errors.ts'
import { analyze } from './analyze.ts'
import { type Call, Misuse } from './command.ts'

const file = join(mkdtempSync(join(tmpdir(), 'rapport-analyze-')), 'people.csv')
const rows = Array.from(
  { length: 300 },
  (_, i) => `${i % 50},${i % 3 ? 'free' : 'pro'},${(i * 7) % 50 < i % 50 ? 'yes' : 'no'}`,
)
writeFileSync(file, `age,plan,bought\n${rows.join('\n')}\n`)

async function run(args: string[], options: Call['options']) {
  const said: string[] = []
  const told: string[] = []
  const around = { clock: () => new Date(0), chance: () => 0.5, config: {} as Call['config'] }
  const code = await analyze.run({
    ...around,
    args,
    options,
    say: (line) => said.push(line),
    tell: (line) => told.push(line),
  })
  return { code, said: said.join('\n'), told }
}

test('a file is analysed and the result printed, the way there apart from it', async () => {
  const { code, said, told } = await run([file], { target: 'bought', 'no-compare': true })
  expect(code).toBeUndefined()
  expect(said).toContain('300 rows, 3 columns; to predict: bought (no ')
  expect(said).toContain('Logistic regression')
  expect(told[0]).toBe('  0 %  Reading')
})

test('with --json everything found is printed as JSON and nothing else', async () => {
  const { said, told } = await run([file], { target: 'bought', 'no-compare': true, json: true, split: 'numpy:42' })
  expect(JSON.parse(said)).toMatchObject({ rows: 300, testRows: 60, target: 'bought' })
  expect(told).toEqual([])
})

test('a wrong call is a misuse, a wrong column a problem in a sentence', async () => {
  await expect(run([], { target: 'bought' })).rejects.toThrow(Misuse)
  await expect(run([file], {})).rejects.toThrow('--target')
  await expect(run([`${file}.gone`], { target: 'bought' })).rejects.toThrow('There is no file')
  await expect(run([file], { target: 'bought', seed: 'x' })).rejects.toThrow('whole number')
  await expect(run([file], { target: 'hat' })).rejects.toThrow(Problem)
})
