import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Operator } from '@rapport/vocabulary/define/kind.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { ComponentType } from 'react'

export interface ShowProps<V> {
  readonly value: V
  readonly field: Field
  /** The record, for kinds whose meaning stands beside them: an amount and its currency. */
  readonly row?: AnyRow
  /** There is room for all of it; otherwise it must fit one line. */
  readonly roomy?: boolean
}

export interface EditProps<V> {
  readonly id: string
  readonly value: V | null
  readonly field: Field
  readonly onChange: (value: V | null) => void
  readonly invalid?: boolean
  readonly describedBy?: string
  readonly autoFocus?: boolean
  readonly row?: AnyRow
  /** What was typed to begin with, for editors that search. */
  readonly typed?: string
}

export interface FilterProps {
  readonly field: Field
  readonly op: Operator
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

/** How one kind of value stands on the screen. */
export interface FieldScreen<V> {
  readonly Show: ComponentType<ShowProps<V>>
  readonly Edit: ComponentType<EditProps<V>>
  readonly Filter: ComponentType<FilterProps>
  /** Width of a column, in pixels. */
  readonly width: number
  /** Numbers stand at the end of their column, so that digits line up. */
  readonly end?: boolean
  /** Choosing is the whole edit; inline editors save at once. */
  readonly picks?: boolean
  /** What stands for no value in an editor that cannot show none. */
  readonly blank?: V
  /** Enter makes a new line instead of saving. */
  readonly lines?: boolean
}
