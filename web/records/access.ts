import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { SeenField, SeenObject } from '../session.ts'

/** Whether the person may do this with records of the object at all; the server decides for each record. */
export const may = (object: ObjectDefinition, permission: 'create' | 'update' | 'delete' | 'export'): boolean =>
  (object as SeenObject).access[permission] !== 'none'

/** Whether the person may give this field a value. */
export const isWritable = (field: Field): boolean => !field.derived && (field as SeenField).access === 'write'
