import { existsSync, readFileSync } from 'node:fs'
import type { LinkRecord } from './comparison.ts'

const folder = new URL('../../../shared/data/linkage/', import.meta.url)

/** Whether the published record-linkage data lie next to the repository (../shared). */
export const hasPublished = existsSync(folder)

/** Records of a separated text with a header; fields may be quoted. */
export function publishedRecords(name: string, separator: string): LinkRecord[] {
  const [header, ...rows] = readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => fieldsOf(line, separator))
  return rows.map((row) => Object.fromEntries(header!.map((field, k) => [field, row[k]])))
}

function fieldsOf(line: string, separator: string): string[] {
  const pattern = new RegExp(`(?:^|\\${separator})(?:"((?:[^"]|"")*)"|([^\\${separator}]*))`, 'g')
  return [...line.matchAll(pattern)].map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim())
}
