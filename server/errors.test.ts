import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errors, Problem } from './errors.ts'

const page = (): string =>
  [
    '# Errors',
    '',
    'Every error of the API and of the commands is one of these. A code is a promise: it is never renamed and never',
    'means something else later. The API answers with `application/problem+json` (RFC 9457):',
    '`type`, `title`, `status`, `detail` (a sentence about this very case), `code`, and where it helps `fields` (what is',
    'wrong with which field, in English and Chinese), `retry_after` (seconds), `allow` (with `method_refused`) and `current` and `changes` (with `conflict`).',
    '',
    '| code | status | meaning |',
    '|---|---|---|',
    ...Object.entries(errors).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`),
    '',
    '<!-- Written by server/errors.test.ts: vitest run server/errors.test.ts -u -->',
    '',
  ].join('\n')

test('the page about errors tells of exactly the errors there are', async () => {
  await expect(page()).toMatchFileSnapshot('../docs/errors.md')
})

test('a title is one whole sentence and a status that HTTP knows', () => {
  for (const { status, title } of Object.values(errors)) {
    expect(title).toMatch(/^[A-Z].*\.$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
  }
  expect(new Set(Object.values(errors).map((one) => one.title)).size).toBe(Object.keys(errors).length)
})

test('a problem without a sentence of its own says its title', () => {
  expect(new Problem('not_found').message).toBe(errors.not_found.title)
})

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path)
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') && entry.name !== 'errors.ts' ? [path] : []
  })

test('every code is used somewhere', () => {
  const all = sources(import.meta.dirname)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const unused = Object.keys(errors).filter((code) => !all.includes(`'${code}'`))
  expect(unused).toEqual([])
})
