import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { refuse } from '@rapport/vocabulary/define/refusal.ts'
import { indexesOf } from '../database/schema/index.ts'
import { refused } from './values.ts'

const fields = new WeakMap<ObjectDefinition, ReadonlyMap<string, string>>()

/** Which field the unique index of this name guards. */
function fieldOf(object: ObjectDefinition, constraint: string): string | undefined {
  const known = fields.get(object)
  const made = known ?? new Map(indexesOf(object).flatMap((one) => (one.field ? [[one.name, one.field] as const] : [])))
  fields.set(object, made)
  return constraint === `${object.name}_pkey` ? 'id' : made.get(constraint)
}

const taken = refuse('not_unique', 'is taken by another record', '已被其他记录使用')

/** Turns the violation of a unique index into Problem `invalid` on its field; throws everything else on. */
export function explainUnique(object: ObjectDefinition, error: unknown): never {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  const field = code === '23505' && constraint ? fieldOf(object, constraint) : undefined
  throw field ? refused(object, { [field]: taken }) : error
}
