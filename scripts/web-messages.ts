import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './start/root.mjs'

/** Messages of a catalogue that have no translation. Continued lines are joined, as the format allows them. */
export const untranslated = (catalogue: string): string[] => {
  const joined = catalogue.replace(/"\n"/g, '')
  return [...joined.matchAll(/^msgid "(.+)"\nmsgstr ""$/gm)].map((found) => found[1]!)
}

const web = join(root, 'web')

/** What Lingui extracts from the sources now, beside what is committed. */
const extracted = (folder: string): void => {
  cpSync(join(web, 'locales'), folder, { recursive: true })
  const lingui = join(root, 'node_modules', '.bin', 'lingui')
  execFileSync(lingui, ['extract', '--clean', '--overwrite'], {
    cwd: web,
    env: { ...process.env, RAPPORT_CATALOGS: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

const ids = (catalogue: string): string[] =>
  [...catalogue.replace(/"\n"/g, '').matchAll(/^msgid "(.+)"$/gm)].map((found) => found[1]!)

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-messages-'))
  try {
    extracted(folder)
    const [now, kept] = [folder, join(web, 'locales')].map((place) => readFileSync(join(place, 'zh.po'), 'utf8'))
    const known = new Set(ids(kept!))
    const problems = [
      ...ids(now!)
        .filter((id) => !known.has(id))
        .map((id) => `not in the catalogue: ${id}`),
      ...untranslated(kept!).map((id) => `without Chinese: ${id}`),
    ]
    for (const problem of problems) process.stderr.write(`${problem}\n`)
    if (problems.length > 0)
      process.stderr.write('Run `npx lingui extract --clean` in web/ and translate what is new in web/locales/zh.po.\n')
    else process.stdout.write(`${known.size} messages, each in English and Chinese\n`)
    process.exitCode = problems.length > 0 ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
