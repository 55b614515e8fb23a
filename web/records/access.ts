import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { SeenObject } from '../session.ts'

/** Whether the person may do this with records of the object at all; the server decides for each record. */
export const may = (object: ObjectDefinition, permission: 'create' | 'update' | 'delete' | 'export'): boolean => {
  const scope = (object as SeenObject).access?.[permission]
  return scope === undefined || scope !== 'none'
}

/** Whether the person may give this field a value. */
export const isWritable = (object: ObjectDefinition, name: string, field: Field): boolean => {
  const fields = (object as SeenObject).access?.fields
  const standing = typeof fields === 'object' ? fields[name] : undefined
  return !field.derived && standing !== 'read' && standing !== 'hidden'
}
