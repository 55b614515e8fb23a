import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Refused, Unit } from '@rapport/vocabulary/insights/report.ts'
import { type Sql, sql } from '../../database/sql.ts'
import type { Feature } from './feature.ts'

/** Attributes by which people may not be judged unless someone decides so: they stay out by default. */
const protectedNames = new Set(['salutation', 'birthday', 'language', 'first_name', 'last_name'])

const reasons = {
  personal: label('personal data', '个人数据'),
  guarded: label(
    'may stand for sex, age or origin, so it stays out unless you take it in',
    '可能代表性别、年龄或来源，默认不使用',
  ),
  derived: label(
    'follows from other records and says how things stand today, not then',
    '由其他记录得出，反映的是现在而非当时',
  ),
  alone: label('names a single record', '仅标识单条记录'),
  words: label('free text', '自由文本'),
  several: label('holds several values', '包含多个值'),
  single: label('points to single records', '指向单条记录'),
  people: label('says who works on it, not how it is', '表示由谁负责，而非其本身情况'),
  target: label('it is what is predicted', '即预测目标'),
}

export const leftOut = label('left out by you', '由您排除')

/** Marks of the sample company: nothing that anybody would want to learn from, or be told about. */
const unspoken = new Set(['invented'])

/** Records that many others share, so that pointing to one says something. */
const grouping = new Set(['pipeline', 'stage', 'category', 'campaign', 'price_list'])

const units: { readonly [family: string]: Unit } = {
  number: 'number',
  decimal: 'money',
  boolean: 'yes_no',
  date: 'days',
  instant: 'days',
  text: 'word',
  id: 'word',
}

/** A number from a value that models can take: days before the moment for dates, 1 and 0 for yes and no. */
const numeric = (field: Field, column: Sql, at: Sql): Sql => {
  const { family } = kindOf(field)
  if (family === 'date' || family === 'instant') return sql`extract(epoch from ${at} - ${column}::timestamptz) / 86400`
  if (family === 'boolean') return sql`(${column})::int`
  return family === 'id' ? sql`${column}::text` : column
}

function refusal(name: string, field: Field, taken: ReadonlySet<string>): Refused['reason'] | undefined {
  if (field.unlearnable) return field.unlearnable
  if (taken.has(name)) return undefined
  if (field.personal) return reasons.personal
  if (protectedNames.has(name)) return reasons.guarded
  if (field.derived) return reasons.derived
  if (field.unique || field.kind === 'code' || field.kind === 'url') return reasons.alone
  if (field.to === 'user') return reasons.people
  if (field.to !== undefined && !grouping.has(field.to)) return reasons.single
  if (field.kind === 'long_text') return reasons.words
  if (!(kindOf(field).family in units)) return reasons.several
  return undefined
}

/** The fields of a record itself that a model may learn from, and those it may not, with the reason. */
export function ownFields(
  object: ObjectDefinition,
  at: Sql,
  given: { readonly target?: string; readonly taken?: readonly string[]; readonly left?: readonly string[] } = {},
): { features: Feature[]; refused: Refused[] } {
  const taken = new Set(given.taken ?? [])
  const features: Feature[] = []
  const refused: Refused[] = []
  for (const [name, field] of Object.entries(object.own)) {
    if (field.scored || unspoken.has(name)) continue
    const reason = name === given.target ? reasons.target : refusal(name, field, taken)
    if (reason) refused.push({ name, label: field.label, reason })
    else if (given.left?.includes(name)) refused.push({ name, label: field.label, reason: leftOut })
    else
      features.push({
        name,
        label: field.label,
        unit: units[kindOf(field).family]!,
        about: 'who',
        sql: numeric(field, sql`c.${sql.id(name)}`, at),
      })
  }
  return { features, refused }
}
