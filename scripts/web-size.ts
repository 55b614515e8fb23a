import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ensureBuilt } from './start/build.mjs'
import { root } from './start/root.mjs'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}
type Manifest = { readonly [name: string]: Chunk }

/** Most JavaScript, gzipped, that the first page may need before it can be used, and any other. Charts come later, by themselves. */
const mostFirst = 200_000
const mostOther = 350_000
/** Most files of JavaScript for a page: a browser that has none of them asks for six at a time. */
const mostFiles = 24

/** What a browser loads for each page: the app, the frame, the page, and the longer of the two languages. */
const always = ['index.html', 'shell/shell.tsx', 'locales/en.po']
const pages: { readonly [name: string]: string } = {
  'first page': 'work/home.tsx',
  list: 'records/list/page.tsx',
  record: 'records/page/page.tsx',
  form: 'records/form/page.tsx',
  import: 'records/import/wizard.tsx',
}

/** The files of these chunks and of everything that they import, each once. */
export const filesOf = (manifest: Manifest, names: readonly string[], found = new Set<string>()): Set<string> => {
  for (const name of names) {
    const chunk = manifest[name]
    if (chunk === undefined)
      throw new Error(`The build has no chunk "${name}": scripts/web-size.ts names a page that is gone.`)
    if (found.has(chunk.file)) continue
    found.add(chunk.file)
    filesOf(manifest, chunk.imports ?? [], found)
  }
  return found
}

const dist = join(root, 'web', 'dist')

const sizeOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0)

if (import.meta.main) {
  await ensureBuilt()
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Manifest
  for (const [name, chunk] of Object.entries(pages)) {
    const files = [...filesOf(manifest, [...always, chunk])].filter((file) => file.endsWith('.js'))
    const size = sizeOf(files)
    const most = name === 'first page' ? mostFirst : mostOther
    const tooMuch = size > most || files.length > mostFiles
    const verdict = tooMuch ? `is too much: at most ${most / 1000} KB in ${mostFiles} files` : 'ok'
    process.stdout.write(
      `${name.padEnd(12)} ${(size / 1000).toFixed(1).padStart(6)} KB gzipped JavaScript in ${files.length} files  ${verdict}\n`,
    )
    if (tooMuch) process.exitCode = 1
  }
}
