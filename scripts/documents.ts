/*
 * Keeps documents in step with what they describe: every dependency has its reason, every setting and command is
 * written down. Run by `npm test`; `node scripts/documents.ts write` rewrites the parts that are made from the code.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from '@rapport/server/commands/index.ts'
import { settings } from '@rapport/server/settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '')

type Package = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string> | undefined>

function dependencies(): string[] {
  const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] }
  const files = ['package.json', ...workspaces.map((name) => `${name}/package.json`)]
  const names = files.flatMap((file) => {
    const found = JSON.parse(read(file)) as Package
    return Object.keys({ ...found.dependencies, ...found.devDependencies, ...found.optionalDependencies })
  })
  return [...new Set(names)].filter((name) => !name.startsWith('@rapport/') && !name.startsWith('@types/')).sort()
}

/** Names that a document should hold in `code` and does not. A row may speak for a family: `@mantine/*`. */
export function missingIn(text: string, names: readonly string[]): string[] {
  const written = new Set([...text.matchAll(/`([^`\s]+)[^`]*`/g)].map((match) => match[1] ?? ''))
  const families = [...written].filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1))
  return names.filter((name) => !written.has(name) && !families.some((family) => name.startsWith(family)))
}

const table = (heads: string[], rows: string[][]) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

async function made(): Promise<Record<string, string>> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  return {
    settings: table(
      ['setting', 'what it is', 'otherwise'],
      settings.map((one) => [`\`${one.name}\``, one.summary, 'fallback' in one ? one.fallback : '']),
    ),
    commands: table(
      ['command', 'what it does'],
      all.map((one) => [`\`${[one.name, one.usage].filter(Boolean).join(' ')}\``.replaceAll('|', '\\|'), one.summary]),
    ),
  }
}

const places = { settings: 'docs/operations.md', commands: 'docs/operations.md' }

const between = (part: string) => new RegExp(`(<!-- made: ${part} -->)[\\s\\S]*?(<!-- end -->)`)

/** The document with its made part put in; undefined when it has no place for it. */
export function withPart(text: string, part: string, content: string): string | undefined {
  return between(part).test(text)
    ? text.replace(between(part), (_, open, close) => `${open}\n${content}\n${close}`)
    : undefined
}

async function main(write: boolean) {
  const faults = missingIn(read('docs/dependencies.md'), dependencies()).map(
    (name) => `docs/dependencies.md has no row for ${name}`,
  )
  for (const [part, content] of Object.entries(await made())) {
    const path = places[part as keyof typeof places]
    const text = read(path)
    const right = withPart(text, part, content)
    if (right === undefined) faults.push(`${path} has no place "<!-- made: ${part} -->"`)
    else if (right !== text && write) writeFileSync(join(root, path), right)
    else if (right !== text) faults.push(`${path}: ${part} are out of date; run \`node scripts/documents.ts write\``)
  }
  for (const fault of faults) console.error(fault)
  console.log(`documents: ${faults.length} faults`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

if (import.meta.main) await main(process.argv[2] === 'write')
