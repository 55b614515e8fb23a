import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as library from './index.ts'
import { exampleWorld, type World } from './test/example-world.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const exported = library as unknown as World

type Documented = { name: string; room: string; doc: string; example: string | undefined }

const declaration =
  /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)?\n(?:\/\/ [^\n]*\n)*export (?:async )?(?:const|function\*?|class) (\w+)/g

/** Every value that the public index exports, with what stands above it. */
function documented(): Documented[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.ts$/.test(name) && !/\.(test|fixture|d)\.ts$|kernels|^dist|^test\//.test(name),
  )
  const all = files.flatMap((file) =>
    [...`\n${readFileSync(`${folder}${file}`, 'utf8')}`.matchAll(declaration)].map(([, doc = '', name]) => {
      return { name: name!, room: file.split('/')[0]!, doc, example: exampleIn(doc) }
    }),
  )
  return all.filter(({ name }) => Object.hasOwn(exported, name))
}

/** What follows `@example` up to the next tag or the end, without the stars. */
function exampleIn(doc: string): string | undefined {
  const lines = doc.replace(/^\/\*\*|\*\/$/g, '').replace(/^ *\* ?/gm, '')
  return lines.match(/@example\s+([\s\S]*?)(?=\n@|$)/)?.[1]?.trim()
}

const entries = documented()
const isModel = (value: unknown) => typeof value === 'object' && value !== null && 'fit' in value && 'fromJSON' in value

/** The value of the example's last expression, with the library and the room's world in scope. */
async function resultOf({ example, name, room }: Documented): Promise<unknown> {
  // An example shows its own name as it is exported, whatever the world calls a thing of its own.
  const scope = { ...exported, ...exampleWorld(room), [name]: exported[name] }
  const code = stripTypeScriptTypes(example!.replace(/^export /gm, '').replace(/(?<=[\w)\]])!(?=[\s.;,)\]])/g, ''))
  const lines = code.trimEnd().split('\n')
  const last = lines.findLastIndex((line) => /^[\w(]/.test(line) && !/^(const|let|try|if)\b/.test(line))
  const returning = lines.with(last, last < 0 ? lines.at(-1)! : `return ${lines[last]}`)
  const make = new Function('scope', `with (scope) { return (async () => {\n${returning.join('\n')}\n})() }`)
  return await make(scope)
}

describe('the docstrings', () => {
  test('stand above every value of the public index', () => {
    const missing = Object.keys(exported).filter((name) => !entries.some((entry) => entry.name === name && entry.doc))
    expect(missing).toEqual([])
  })

  test('have an example above every function, class and model', () => {
    const lacking = entries.filter(({ name, example }) => {
      const value = exported[name]
      return !example && (typeof value === 'function' || isModel(value))
    })
    expect(lacking.map(({ name }) => name)).toEqual([])
  })

  test('say of every model what it costs, what it refuses and where it comes from', () => {
    const lacking = entries
      .filter(({ name }) => isModel(exported[name]))
      .flatMap(({ name, doc }) =>
        ['Cost', '@throws', 'Source'].filter((word) => !doc.includes(word)).map((word) => `${name}: ${word}`),
      )
    expect(lacking).toEqual([])
  })

  test.each(entries.filter(({ example }) => example).map((entry) => [entry.name, entry] as const))(
    'the example of %s runs, and its number is right',
    async (_, entry) => {
      const value = await resultOf(entry)
      const stated = entry.example!.match(/\/\/ (−?\d+(?:\.\d+)?)$/)?.[1]?.replace('−', '-')
      if (stated === undefined || typeof value !== 'number') return
      expect(value).toBeCloseTo(Number(stated), stated.split('.')[1]?.length ?? 0)
    },
  )
})
