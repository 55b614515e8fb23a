/*
 * Who may import what, where time and chance may enter, and how long a file may be: the rules of docs/architecture.md,
 * checked. Run by `npm test`; alone: node scripts/boundaries.ts
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exceptions } from './exceptions.ts'

export type Source = { path: string; text: string }
export type Breach = { path: string; rule: string }

const MOST_LINES = 300
const workspaces = ['analytics', 'vocabulary', 'server', 'web', 'e2e', 'benchmarks', 'scripts']
const areas = ['customers', 'products', 'sales', 'service', 'marketing', 'insights', 'work', 'system']

/** Rooms of the server from the ground up: each may import those before it. Areas stand side by side. */
const serverFloors = [['database'], ['records', 'files', 'mail'], areas, ['sample'], ['http', 'jobs', 'integrations']]
const webFloors = [['ui'], ['fields'], ['records'], areas, ['shell']]
/** Files that only describe, and so may be read from every floor. */
const descriptions = ['server/jobs/define.ts']
/** Rooms that put the others together, and so may import all of their workspace. */
const assembling = ['commands', 'test']

const isTest = (path: string) => /\.(test|fixture|racer)\.tsx?$|\/test\/|\.mjs$/.test(path)

/** The modules a file names: `from '…'`, `import '…'` and `import('…')`. */
export function importsOf({ text }: Source): string[] {
  const patterns = [
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
  ]
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
}

/** Where an import leads inside the repository; undefined for npm and node. */
export function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier))
  return specifier.startsWith('@rapport/') ? specifier.slice('@rapport/'.length) : undefined
}

const workspaceOf = (path: string) => path.split('/')[0] ?? ''
const roomOf = (path: string) => (path.split('/').length > 2 ? (path.split('/')[1] ?? '') : '')

const neighbours: Record<string, string[]> = {
  analytics: [],
  vocabulary: [],
  server: ['vocabulary', 'analytics'],
  web: ['vocabulary'],
  e2e: ['vocabulary', 'server'],
  benchmarks: ['analytics', 'vocabulary', 'server'],
  scripts: ['analytics', 'vocabulary', 'server'],
}

function acrossWorkspaces(from: string, to: string, specifier: string): string | undefined {
  const [mine, theirs] = [workspaceOf(from), workspaceOf(to)]
  if (mine === theirs || !workspaces.includes(theirs)) return undefined
  if (!neighbours[mine]?.includes(theirs)) return `${mine} may not import ${theirs} (${specifier})`
  if (specifier.startsWith('.')) return `${specifier} leads into another workspace: import it as @rapport/${to}`
  if (mine === 'server' && theirs === 'analytics' && roomOf(from) !== 'insights')
    return `only server/insights may import analytics (${specifier})`
  return undefined
}

function acrossFloors(from: string, to: string, floors: string[][]): string | undefined {
  const [mine, theirs] = [roomOf(from), roomOf(to)]
  if (mine === theirs || assembling.includes(mine) || mine === '' || theirs === '') return undefined
  if (descriptions.includes(to)) return undefined
  const floor = (room: string) => floors.findIndex((rooms) => rooms.includes(room))
  if (floor(mine) < 0) return `${mine}/ is no room of the house: give it a floor in scripts/boundaries.ts`
  if (theirs === 'test') return isTest(from) ? undefined : `only tests may import test/ (${to})`
  if (floor(theirs) < 0) return `${theirs}/ is no room of the house: give it a floor in scripts/boundaries.ts`
  if (floor(mine) < floor(theirs)) return `${mine}/ may not import ${theirs}/, which stands above it (${to})`
  if (areas.includes(mine) && areas.includes(theirs)) return `areas do not import each other: ${to}`
  return undefined
}

function importBreach(from: string, specifier: string): string | undefined {
  const to = targetOf(from, specifier)
  if (to === undefined) return outsideBreach(from, specifier)
  const across = acrossWorkspaces(from, to, specifier)
  if (across || workspaceOf(from) !== workspaceOf(to)) return across
  if (workspaceOf(from) === 'server') return acrossFloors(from, to, serverFloors)
  return workspaceOf(from) === 'web' ? acrossFloors(from, to, webFloors) : undefined
}

const io = /^node:(fs|net|tls|http|https|http2|dgram|dns|child_process|cluster|readline|repl)\b/

function outsideBreach(from: string, specifier: string): string | undefined {
  if (isTest(from)) return undefined
  if (workspaceOf(from) === 'vocabulary' && specifier.startsWith('node:'))
    return `vocabulary runs everywhere and may not import ${specifier}`
  if (workspaceOf(from) === 'analytics' && io.test(specifier)) return `analytics does no input or output (${specifier})`
  if (workspaceOf(from) === 'web' && specifier.startsWith('node:') && roomOf(from) !== '')
    return `web runs in the browser and may not import ${specifier}`
  return undefined
}

/** Files that give the real clock and real chance to all others. */
const givers = /^(server\/main\.ts|web\/main\.tsx|web\/clock\.ts|scripts\/|e2e\/|benchmarks\/)/
const timeAndChance = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/

function clockBreach({ path, text }: Source): string | undefined {
  if (givers.test(path) || isTest(path)) return undefined
  const found = timeAndChance.exec(withoutComments(text))
  return found ? `${found[0]} is for main.ts alone: take the time and chance as arguments` : undefined
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/.*$/gm, '$1')

function lengthBreach({ path, text }: Source): string | undefined {
  const lines = text.split('\n').length - 1
  if (lines <= MOST_LINES) {
    return path in exceptions ? `it has ${lines} lines by now: take it off scripts/exceptions.ts` : undefined
  }
  return path in exceptions ? undefined : `${lines} lines; past ${MOST_LINES} a file wants to be two`
}

/** Every breach of every file. */
export function breachesIn(sources: Source[]): Breach[] {
  return sources.flatMap((source) => {
    const imports = importsOf(source).map((specifier) => importBreach(source.path, specifier))
    const rules = [...imports, clockBreach(source), lengthBreach(source)]
    return rules.filter((rule) => rule !== undefined).map((rule) => ({ path: source.path, rule }))
  })
}

export function sourcesOf(root: string): Source[] {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...workspaces], {
    cwd: root,
    encoding: 'utf8',
  })
  return list
    .split('\n')
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const sources = sourcesOf(root)
  const breaches = breachesIn(sources)
  for (const { path, rule } of breaches) console.error(`${path}: ${rule}`)
  console.log(`boundaries: ${sources.length} files, ${breaches.length} breaches`)
  process.exitCode = breaches.length > 0 ? 1 : 0
}
