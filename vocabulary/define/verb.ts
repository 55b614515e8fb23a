import type { Field } from './field.ts'
import type { Label } from './label.ts'

/** A change with a name: win, resolve, send. The function stands in `server/<concept>/<object>.ts` under the same name. */
export interface VerbDefinition {
  readonly label: Label
  readonly icon?: string
  /** What the verb asks for; checked like fields. */
  readonly input?: { readonly [name: string]: Field }
  /** Who may: those who may update the record (default), or who may create or delete such records. */
  readonly needs?: 'read' | 'create' | 'update' | 'delete'
  /** Asked before it is done. */
  readonly confirm?: Label
}
