import type { Field } from '@rapport/vocabulary/define/field.ts'
import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { defineObject, type ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { expect, test } from 'vitest'
import { useWorld } from '../../test/world.ts'
import { sql } from '../sql.ts'
import { readCatalogue } from './catalogue.ts'
import { builtIn, diff } from './diff.ts'
import { migrationText } from './draft.ts'
import { tableOf } from './table.ts'

const world = useWorld({ empty: true })
const l = (text: string) => label(text, text)

const box = (fields: { readonly [name: string]: Field }): ObjectDefinition =>
  defineObject({
    name: 'box',
    plural: 'boxes',
    concept: 'work',
    label: l('Box'),
    labels: l('Boxes'),
    icon: 'box',
    title: 'select',
    fields: { select: field.text(l('Name'), { index: true }), ...fields },
    list: { columns: ['select'], sort: 'select' },
    page: { sections: [] },
  }) as unknown as ObjectDefinition

const stepsTo = async (object: ObjectDefinition) => diff([tableOf(object)], await readCatalogue(world.db), builtIn)

const bring = async (object: ObjectDefinition) => {
  const steps = await stepsTo(object)
  for (const step of steps) await world.db.run(step.sql, { prepare: false })
  expect(await stepsTo(object)).toEqual([])
  return steps.map((step) => step.sql.text)
}

test('a table follows its definition step by step, with rows in it, until nothing differs', async () => {
  await bring(box({}))
  await world.db.run(
    sql`insert into box (id, "select", created_at, updated_at, version) values (gen_random_uuid(), 'one', now(), now(), 1)`,
  )
  const added = await bring(
    box({
      from: field.money(l('From'), { required: true, default: '1.50' }),
      to: field.choice(l('To'), { "it's": { label: l('x') } }, { default: "it's" }),
      note: field.text(l('Note'), { required: true }),
    }),
  )
  expect(added).toHaveLength(3)
  expect(await world.db.one(sql`select "from", "to", note from box`)).toEqual({
    from: '1.5000',
    to: "it's",
    note: null,
  })
  await bring(
    box({
      from: field.money(l('From'), { index: true }),
      to: field.code(l('To'), { unique: true }),
      note: field.text(l('Note')),
    }),
  )
  const { definition } = await world.db.one<{ definition: string }>(
    sql`select indexdef as definition from pg_indexes where indexname like 'ix_box_to%'`,
  )
  expect(definition).toMatch(/unique/i)
  const gone = await bring(box({ from: field.money(l('From')) }))
  expect(gone.filter((text) => text.includes('drop column'))).toHaveLength(2)
})

test('what would lose data is left for a person to uncomment', async () => {
  const steps = await stepsTo(box({}))
  const text = migrationText({ steps, leftOver: ['old_table'] })
  expect(text).toMatch(/-- loses or rewrites data.*\n-- alter table "box" drop column "from";/)
  expect(text).toContain('"old_table"')
})

test('an index that a broken build left behind is built again', async () => {
  const wanted = box({ code: field.code(l('Code'), { unique: true }) })
  const base = box({ code: field.code(l('Code')) })
  await bring(base)
  await world.db.run(
    sql`insert into box (id, "select", code, created_at, updated_at, version) select gen_random_uuid(), 'x', 'same', now(), now(), 1 from generate_series(1, 2)`,
  )
  const [step] = (await stepsTo(wanted)).filter((one) => one.index?.unique)
  const concurrently = sql`${sql.raw(step!.sql.text.replace('create unique index', 'create unique index concurrently'))}`
  await expect(world.db.run(concurrently, { prepare: false })).rejects.toMatchObject({ code: '23505' })
  await world.db.run(sql`update box set code = id::text`)
  const steps = await bring(wanted)
  expect(steps.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual(
    expect.arrayContaining([expect.stringMatching(/^drop index/), 'create unique index']),
  )
})
