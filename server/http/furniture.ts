import type { Label, Locale } from '@rapport/vocabulary/define/label.ts'
import { type BuiltInRole, builtInGrants, builtInRoles } from '@rapport/vocabulary/define/permission.ts'
import { sql } from '../database/sql.ts'
import type { PersonalRecords } from '../records/records.ts'
import type { House } from './house.ts'

/** The roles that a new organisation starts with; those that are there stay as they are. */
export async function createRoles(house: Pick<House, 'db' | 'newId' | 'clock' | 'vocabulary'>): Promise<void> {
  const at = house.clock()
  for (const [code, role] of Object.entries(builtInRoles)) {
    const grants = sql.json(builtInGrants(code as BuiltInRole, house.vocabulary().objects))
    await house.db.run(
      sql`insert into role (id, name, code, grants, abilities, created_at, updated_at, version)
          select ${house.newId()}, ${role.label.en}, ${code}, ${grants}, ${[...role.abilities]}::text[], ${at}, ${at}, 1
          where not exists (select 1 from role where code = ${code})`,
    )
  }
}

const stages: readonly { name: Label; probability: number; outcome: 'open' | 'won' | 'lost' }[] = [
  { name: { en: 'New', zh: '新建' }, probability: 10, outcome: 'open' },
  { name: { en: 'Qualified', zh: '已确认' }, probability: 30, outcome: 'open' },
  { name: { en: 'Proposal', zh: '方案报价' }, probability: 50, outcome: 'open' },
  { name: { en: 'Negotiation', zh: '谈判' }, probability: 75, outcome: 'open' },
  { name: { en: 'Won', zh: '赢单' }, probability: 100, outcome: 'won' },
  { name: { en: 'Lost', zh: '输单' }, probability: 0, outcome: 'lost' },
]
const pipelineName: Label = { en: 'Sales', zh: '销售' }

/** A pipeline to begin with, in the owner's language; everything about it can be changed. */
export async function createPipeline(
  house: Pick<House, 'db'>,
  records: PersonalRecords,
  locale: Locale,
): Promise<void> {
  if (await house.db.maybe(sql`select 1 from pipeline limit 1`)) return
  const pipeline = await records.create('pipeline', { name: pipelineName[locale] })
  for (const [i, { name, probability, outcome }] of stages.entries())
    await records.create('stage', { pipeline: pipeline.id, name: name[locale], position: i + 1, probability, outcome })
}
