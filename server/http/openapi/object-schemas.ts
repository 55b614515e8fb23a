import type { Field } from '@rapport/vocabulary/define/field.ts'
import { countOperators } from '@rapport/vocabulary/define/filter.ts'
import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Access } from '../../records/access.ts'
import { orNull } from '../route.ts'
import { pascal, schemaRef } from './names.ts'

const described = (field: Field): Schema => {
  const about = field.help ? `${field.label.en}: ${field.help.en}` : field.label.en
  const given = kindOf(field).schema(field)
  return { ...given, description: given.description ? `${about} (${given.description})` : about }
}

export const includedSchema: Schema = {
  type: 'object',
  description: 'With expand: by object and id, the titles of the records that links point to',
  additionalProperties: {
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['id', 'title'],
      properties: { id: { type: 'string' }, title: { type: ['string', 'null'] } },
    },
  },
}

/** Fields may be empty whatever the definition says: it may have been less strict when the record was written. */
const rowSchema = ({ object, seen }: Access): Schema => ({
  type: 'object',
  title: object.label.en,
  ...(object.help && { description: object.help.en }),
  required: ['id', 'version'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', format: 'uuid' },
    ...Object.fromEntries(
      seen.map((name) => {
        const field = object.fields[name]!
        return [name, name === 'version' ? described(field) : orNull(described(field))]
      }),
    ),
    included: includedSchema,
  },
})

const isNeeded = (field: Field): boolean => field.required === true && field.default === undefined && !field.derived

const valuesSchema = ({ object, writable }: Access, forNew: boolean): Schema => {
  const names = [...writable]
  const needed = forNew ? names.filter((name) => isNeeded(object.fields[name]!)) : []
  const id = { type: 'string', format: 'uuid', description: 'Chosen by the caller, or else made' }
  return {
    type: 'object',
    additionalProperties: false,
    ...(needed.length > 0 && { required: needed }),
    properties: {
      ...(forNew && { id }),
      ...Object.fromEntries(
        names.map((name) => {
          const field = object.fields[name]!
          const schema = {
            ...described(field),
            ...(forNew && field.default !== undefined && { default: field.default }),
          }
          return [name, needed.includes(name) ? schema : orNull(schema)]
        }),
      ),
    },
  }
}

/** Comparisons, the fields with the same operators together. */
const comparisons = ({ object, seen }: Access): Schema[] => {
  const byOperators = new Map<string, string[]>()
  for (const name of seen) {
    const key = kindOf(object.fields[name]!).operators.join()
    byOperators.set(key, [...(byOperators.get(key) ?? []), name])
  }
  return [...byOperators].map(([operators, names]) => ({
    type: 'object',
    required: ['field', 'op'],
    additionalProperties: false,
    properties: { field: { enum: names }, op: { enum: operators.split(',') }, value: {} },
  }))
}

const exactly = (name: string, schema: Schema): Schema => ({
  type: 'object',
  required: [name],
  additionalProperties: false,
  properties: { [name]: schema },
})

const filterSchema = (access: Access): Schema => {
  const self = schemaRef(`${pascal(access.object.name)}Filter`)
  const links = access.seen.filter((name) => access.object.fields[name]!.kind === 'link')
  const path = {
    type: 'object',
    description: 'A field of a linked record: "link.field"',
    required: ['field', 'op'],
    additionalProperties: false,
    properties: { field: { type: 'string', pattern: `^(${links.join('|')})\\.` }, op: { type: 'string' }, value: {} },
  }
  const linked = (name: string, more: Readonly<Record<string, Schema>> = {}): Schema => ({
    type: 'object',
    description: 'Linked records: by a link of this object ("tags"), or by one that points here ("order.customer")',
    required: [name, ...Object.keys(more)],
    additionalProperties: false,
    properties: {
      [name]: { type: 'string', pattern: '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?$' },
      ...more,
      where: { type: 'object' },
    },
  })
  return {
    description: 'The filter language: comparisons, combined by all, any and not',
    anyOf: [
      exactly('all', { type: 'array', items: self }),
      exactly('any', { type: 'array', items: self }),
      exactly('not', self),
      ...comparisons(access),
      ...(links.length > 0 ? [path] : []),
      linked('some'),
      linked('none'),
      linked('count', { op: { enum: countOperators }, value: { type: 'integer', minimum: 0, maximum: 1_000_000 } }),
    ],
  }
}

/** The schemas that belong to one object: its rows, what may be written, its filters. */
export const objectSchemas = (access: Access): Readonly<Record<string, Schema>> => {
  const name = pascal(access.object.name)
  return {
    [name]: rowSchema(access),
    [`New${name}`]: valuesSchema(access, true),
    [`${name}Values`]: valuesSchema(access, false),
    [`${name}Filter`]: filterSchema(access),
  }
}

/** Fields by which lists are sorted. */
export const sortable = (object: ObjectDefinition, seen: readonly string[]): string[] =>
  seen.filter((name) => kindOf(object.fields[name]!).sortable)
