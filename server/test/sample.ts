/* A minimal valid record of any object, for tests that go over the whole vocabulary. */
import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { PersonalRecords } from '../records/records.ts'

let made = 0

const texts: { readonly [kind: string]: () => unknown } = {
  text: () => `Text ${made++}`,
  long_text: () => `Words ${made++}`,
  code: () => `C-${made++}`,
  url: () => `https://example.com/${made++}`,
  email: () => `someone${made++}@example.com`,
  emails: () => [{ value: `someone${made++}@example.com` }],
  phone: () => `+44207${String(1_000_000 + made++)}`,
  phones: () => [{ value: `+44207${String(1_000_000 + made++)}` }],
  addresses: () => [{ street: `Road ${made++}` }],
  number: () => made++ % 100,
  integer: () => made++ % 100,
  percent: () => made++ % 100,
  duration: () => made++ % 100,
  money: () => `${made++}.50`,
  currency: () => 'EUR',
  boolean: () => true,
  date: () => '2026-11-23',
  datetime: () => '2026-11-23T08:00:00.000Z',
  json: () => ({ sample: made++ }),
}

/** A value that the field takes; undefined for links, which need a record. */
export function sampleValue(field: Field): unknown {
  if (field.choices) {
    const value = Object.keys(field.choices)[0]
    return field.kind === 'choices' ? [value] : value
  }
  return texts[field.kind]?.()
}

/** Values for every required field, and for every field when `full`; records that it must point to are made. */
export async function sampleValues(
  records: PersonalRecords,
  vocabulary: Vocabulary,
  object: ObjectDefinition,
  full = false,
): Promise<{ [field: string]: unknown }> {
  const values: { [field: string]: unknown } = {}
  for (const [name, field] of Object.entries(object.own)) {
    if (field.derived || (!full && !field.required && object.partOf !== name)) continue
    if (field.kind === 'link' && (field.required || object.partOf === name))
      values[name] = (await sample(records, vocabulary, field.to!)).id
    else if (field.kind === 'reference' && field.required)
      values[name] = `customer/${(await sample(records, vocabulary, 'customer')).id}`
    else if (sampleValue(field) !== undefined) values[name] = sampleValue(field)
  }
  return values
}

export async function sample(records: PersonalRecords, vocabulary: Vocabulary, name: string, full = false) {
  const object = vocabulary.find(name)!
  return records.create(name, await sampleValues(records, vocabulary, object, full))
}
