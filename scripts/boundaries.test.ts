import { expect, test } from 'vitest'
import { breachesIn, importsOf, targetOf } from './boundaries.ts'

const rulesOf = (path: string, text: string) => breachesIn([{ path, text }]).map((breach) => breach.rule)

test.each([
  ['analytics/tree.ts', `import { deal } from '@rapport/vocabulary/sales/deal.ts'`],
  ['analytics/tree.ts', `import { deal } from '../vocabulary/sales/deal.ts'`],
  ['analytics/tree.ts', `import { readFile } from 'node:fs/promises'`],
  ['vocabulary/sales/deal.ts', `import { sql } from '@rapport/server/database/sql.ts'`],
  ['vocabulary/sales/deal.ts', `import { join } from 'node:path'`],
  ['web/records/list.tsx', `import { sql } from '@rapport/server/database/sql.ts'`],
  ['web/records/list.tsx', `import { sql } from '../../server/database/sql.ts'`],
  ['web/ui/button.tsx', `import { List } from '../records/list.tsx'`],
  ['web/fields/money.tsx', `export { List } from '../records/list.tsx'`],
  ['web/sales/deal.tsx', `const page = () => import('../service/ticket.tsx')`],
  ['server/records/list.ts', `import { fit } from '@rapport/analytics/tree.ts'`],
  ['server/records/list.ts', `import { win } from '../sales/deal.ts'`],
  ['server/records/list.ts', `import type { Route } from '../http/route.ts'`],
  ['server/database/pool.ts', `import { list } from '../records/list.ts'`],
  ['server/sales/deal.ts', `import { resolve } from '../service/ticket.ts'`],
  ['server/sales/deal.ts', `import { send } from '../jobs/send.ts'`],
  ['server/sales/deal.ts', `import { world } from '../test/world.ts'`],
  ['server/sales/deal.ts', `import '../../vocabulary/sales/deal.ts'`],
  ['server/utils/format.ts', `import { sql } from '../database/sql.ts'`],
])('in %s it is a breach to write %s', (path, text) => expect(rulesOf(path, text)).toHaveLength(1))

test.each([
  [
    'server/sales/deal.ts',
    `import { list } from '../records/list.ts'\nimport { deal } from '@rapport/vocabulary/sales/deal.ts'`,
  ],
  ['server/insights/churn.ts', `import { fit } from '@rapport/analytics/tree.ts'`],
  ['server/http/routes.ts', `import { win } from '../sales/deal.ts'\nimport { Problem } from '../errors.ts'`],
  ['server/sales/deal.test.ts', `import { useWorld } from '../test/world.ts'`],
  ['server/app.ts', `import { routes } from './http/routes.ts'`],
  ['web/sales/deal.tsx', `import { Money } from '../fields/money.tsx'\nimport { useState } from 'react'`],
  ['analytics/tree.ts', `import { Worker } from 'node:worker_threads'\nimport { dot } from './numeric/kernels.ts'`],
])('in %s it is right to write %s', (path, text) => expect(rulesOf(path, text)).toEqual([]))

test.each(['Date.now()', 'new Date()', 'Math.random()'])('%s is for main.ts alone', (call) => {
  expect(rulesOf('server/records/list.ts', `const x = ${call}\n`)).toHaveLength(1)
  expect(rulesOf('server/main.ts', `const x = ${call}\n`)).toEqual([])
  expect(rulesOf('server/records/list.test.ts', `const x = ${call}\n`)).toEqual([])
  expect(
    rulesOf('server/records/list.ts', `// never ${call} here\n/* nor ${call} */\nconst y = new Date(0)\n`),
  ).toEqual([])
})

test('a file of more than 300 lines is a breach, unless it is listed; a listed one that shrank is taken off', () => {
  expect(rulesOf('server/records/list.ts', '\n'.repeat(301))).toHaveLength(1)
  expect(rulesOf('server/records/list.ts', '\n'.repeat(300))).toEqual([])
  expect(rulesOf('analytics/numeric/kernels-wasm.ts', '\n'.repeat(301))).toEqual([])
  expect(rulesOf('analytics/numeric/kernels-wasm.ts', '\n')).toHaveLength(1)
})

test('imports are found in every form, over several lines too', () => {
  const text = `import a, {\n  b,\n} from './a.ts'\nimport './b.ts'\nexport * from './c.ts'\nconst d = await import('./d.ts')\n`
  expect(importsOf({ path: '', text })).toEqual(['./a.ts', './c.ts', './b.ts', './d.ts'])
})

test('relative imports and names lead to the same place', () => {
  expect(targetOf('web/records/list.tsx', '../../vocabulary/index.ts')).toBe('vocabulary/index.ts')
  expect(targetOf('web/records/list.tsx', '@rapport/vocabulary/index.ts')).toBe('vocabulary/index.ts')
  expect(targetOf('web/records/list.tsx', 'react')).toBeUndefined()
})
