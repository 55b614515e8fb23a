import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import type { Runner } from '../database/runner.ts'
import { Sql, sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'
import { createRecords } from './records.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

type Plan = { 'Node Type': string; 'Index Name'?: string; Plans?: Plan[] }
const all = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)]
const nodesOf = (plan: Plan): string[] => all(plan).map((one) => one['Node Type'])

/** The plan that a statement gets when indexes are used wherever they can be, as they are on large tables. */
const planOf = async (statement: Sql): Promise<string[]> => nodesOf(await wholePlanOf(statement))

async function wholePlanOf(statement: Sql): Promise<Plan> {
  return world.db.transaction(async (tx) => {
    for (const name of ['enable_seqscan', 'enable_bitmapscan', 'enable_sort'])
      await tx.run(sql`set local ${sql.id(name)} = off`)
    const explained = await tx.one<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      new Sql([`explain (format json) ${statement.texts[0]}`, ...statement.texts.slice(1)], statement.values),
      { prepare: false },
    )
    return explained['QUERY PLAN'][0].Plan
  })
}

/** The records for the administrator, and what they ask the database. */
const watched = () => {
  const asked: Sql[] = []
  const db: Runner = {
    ...world.db,
    query: (statement, options) => {
      asked.push(statement)
      return world.db.query(statement, options)
    },
  }
  return { asked, records: createRecords({ ...office.engine, db }).as(office.admin) }
}

test('every list of every object is read from an index in its order, whatever it is sorted by', async () => {
  const { asked, records } = watched()
  for (const object of vocabulary.objects) {
    const sorts = Object.entries(object.fields).filter(
      ([name, field]) =>
        kindOf(field).sortable && (field.index || field.unique || object.list.sort.replace(/^-/, '') === name),
    )
    for (const sort of [object.list.sort, ...sorts.flatMap(([name]) => [name, `-${name}`])]) {
      asked.length = 0
      await records.list(object.name, { sort: [sort] })
      expect(asked.length).toBeGreaterThan(0)
      for (const statement of asked) {
        const nodes = await planOf(statement)
        expect(nodes, `${object.name} by ${sort}: ${statement.text}`).toContain('Index Scan')
        expect(
          nodes.filter((node) => node === 'Sort' || node === 'Seq Scan'),
          `${object.name} by ${sort}`,
        ).toEqual([])
      }
    }
  }
})

const promised = vocabulary.objects.flatMap((object) =>
  (object.list.within ?? []).map(([filter, sort]) => ({ object, filter, sort, name: object.name })),
)

test.each(promised)('$name within one $filter are read by $sort from an index of both', async (pair) => {
  const { object, filter, sort } = pair
  const value = Object.keys(object.fields[filter]!.choices ?? { Spain: '' })[0]!
  const { asked, records } = watched()
  for (const way of ['', '-']) {
    await records.list(object.name, { filter: { field: filter, op: 'eq', value }, sort: [`${way}${sort}`] })
    const plans = await Promise.all(asked.splice(0).map(wholePlanOf))
    const indexes = plans.flatMap(all).flatMap((one) => one['Index Name'] ?? [])
    expect(indexes[0]).toContain(`_${filter}_${sort}`.slice(0, 25))
    expect(plans.flatMap(nodesOf)).not.toContain('Sort')
  }
})

test('every link is followed from the other side through an index', async () => {
  for (const object of vocabulary.objects)
    for (const [name, field] of Object.entries(object.fields)) {
      if ((field.kind !== 'link' && field.kind !== 'reference') || field.scored) continue
      const value = field.kind === 'link' ? office.admin.id : `customer/${office.admin.id}`
      const nodes = await planOf(sql`select id from ${sql.id(object.name)} where ${sql.id(name)} = ${value}`)
      expect(nodes.join(), `${object.name}.${name}`).toMatch(/Index/)
    }
})
