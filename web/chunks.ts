/*
 * Which file of the build a module goes into. Left to itself the bundler makes a file of every module that two pages share: the
 * list was 115 files, and a browser that has none of them yet asks for six at a time. Here all that the frame needs is one file,
 * and what the often-opened pages share is one file for each set of pages that need it, so that none loads what it does not use.
 */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[]; readonly code: string | null } | null
}

const frame = ['/web/main.tsx', '/web/shell/shell.tsx']
const pages: { readonly [name: string]: string } = {
  home: '/web/work/home.tsx',
  list: '/web/records/list/page.tsx',
  page: '/web/records/page/page.tsx',
  form: '/web/records/form/page.tsx',
}

/** Index files of libraries that hand on hundreds of parts; of those only the named ones are needed. */
const isIndex = (id: string): boolean =>
  /node_modules\/@(mantine|tabler)\/.*\/(index|tabler-icons-react)\.mjs$/.test(id)

const fileOf = (id: string): string => /([^/]+)\.mjs$/.exec(id)?.[1] ?? ''

/** What a module names from such libraries, as their files are called: Button, use-disclosure. */
const namedIn = (code: string): Set<string> => {
  const lists = code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']@(?:mantine|tabler)\//g)
  const names = [...lists].flatMap(([, list]) => list!.split(',').map((one) => one.trim().split(' ')[0]!))
  return new Set(names.flatMap((name) => [name, name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)]))
}

/** A module and all that it imports before it runs. */
const reached = (graph: Graph, from: string, found = new Set<string>()): Set<string> => {
  if (found.has(from)) return found
  found.add(from)
  const { importedIds = [], code } = graph.getModuleInfo(from) ?? {}
  for (const id of importedIds) {
    if (!isIndex(id)) reached(graph, id, found)
    else {
      const named = namedIn(code ?? '')
      for (const part of graph.getModuleInfo(id)?.importedIds ?? [])
        if (named.has(fileOf(part))) reached(graph, part, found)
    }
  }
  return found
}

export const chunkNames = (root: string): ((id: string, graph: Graph) => string | null) => {
  const at = (path: string): string => root + path.slice('/web'.length)
  let known: { frame: Set<string>; pages: (readonly [string, Set<string>])[] } | undefined
  return (id, graph) => {
    known ??= {
      frame: new Set(frame.flatMap((path) => [...reached(graph, at(path))])),
      pages: Object.entries(pages).map(([name, path]) => [name, reached(graph, at(path))] as const),
    }
    if (known.frame.has(id)) return 'frame'
    const users = known.pages.filter(([, modules]) => modules.has(id)).map(([name]) => name)
    return users.length > 0 ? users.join('-') : null
  }
}
