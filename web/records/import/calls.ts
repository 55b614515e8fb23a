import type { Label } from '@rapport/vocabulary/define/label.ts'
import { call } from '../../api.ts'

export interface ColumnTarget {
  readonly column: number
  /** A field, or a path over links: "order.customer.emails". */
  readonly to: string
  readonly negate?: boolean
  readonly label?: string
}
export type Existing = 'overwrite' | 'fill' | 'keep' | 'refuse'

/** How a file becomes records, as the server keeps it; what is not known here is handed back as it came. */
export interface Mapping {
  readonly object: string
  readonly columns: readonly ColumnTarget[]
  readonly routes?: readonly { readonly name: string; readonly label: Label; readonly object?: string }[]
  readonly keys?: { readonly [node: string]: string }
  readonly existing?: { readonly [node: string]: Existing }
  readonly badCells?: 'refuse' | 'leave out'
  readonly fixes?: { readonly [line: number]: { readonly [column: number]: string } }
}

export interface DetectedColumn {
  readonly name: string
  readonly decimal: string
  readonly dateOrder: string
  readonly filled: number
  readonly examples: readonly string[]
}
export interface Detected {
  readonly format: {
    readonly kind: string
    readonly encoding: string
    readonly delimiter?: string
    readonly header: boolean
    readonly sheet?: number
    readonly sheets?: readonly string[]
  }
  readonly rows: number
  readonly broken: number
  readonly problems: readonly { readonly line: number; readonly problem: Label }[]
  readonly columns: readonly DetectedColumn[]
  readonly suggestions: readonly {
    readonly object: string
    readonly columns: readonly (ColumnTarget & { readonly confidence: number })[]
  }[]
}

export type ImportState =
  | 'broken'
  | 'uploaded'
  | 'ready'
  | 'waiting'
  | 'running'
  | 'paused'
  | 'cancelled'
  | 'failed'
  | 'done'
  | 'undoing'
  | 'undone'
export interface Counts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  readonly suspected: number
  readonly objects?: { readonly [object: string]: { readonly created: number; readonly updated: number } }
}
export interface ImportHead {
  readonly id: string
  readonly created_at: string
  readonly file_name: string
  readonly file_size: number
  readonly state: ImportState
  readonly total: number | null
  readonly done: number
  readonly counts: Counts
  readonly problem: Label | null
}
export interface Import extends ImportHead {
  readonly detected: Detected | null
  readonly mapping: Mapping | null
  readonly undone: {
    readonly undone: number
    readonly kept: readonly { readonly object: string; readonly id: string; readonly reason: string }[]
  } | null
}
export interface PreviewRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  readonly reasons: readonly { readonly column?: number; readonly field?: string; readonly say: Label }[]
  readonly records: readonly {
    readonly node: string
    readonly object: string
    readonly values: Readonly<Record<string, unknown>>
    readonly changes?: Readonly<Record<string, unknown>>
  }[]
}
export interface Preview {
  readonly rows: readonly PreviewRow[]
  readonly counts: Counts
  readonly looked: number
  readonly total: number
}

export interface Wishes {
  readonly encoding?: string
  readonly delimiter?: string
  readonly sheet?: number
  readonly header?: boolean
}

export const beginImport = (file: File): Promise<Import> =>
  call('POST', '/imports', {
    body: file,
    query: { name: file.name },
    headers: { 'content-type': 'application/octet-stream' },
  })
export const listImports = () => call<{ data: readonly ImportHead[] }>('GET', '/imports')
export const getImport = (id: string, signal?: AbortSignal) =>
  call<Import>('GET', `/imports/${id}`, { ...(signal && { signal }) })
export const detectAgain = (id: string, wishes: Wishes) =>
  call<Import>('PUT', `/imports/${id}/format`, { body: wishes })
export const keepMapping = (id: string, mapping: Mapping) =>
  call<Import>('PUT', `/imports/${id}/mapping`, { body: { mapping } })
export const previewImport = (id: string, signal?: AbortSignal) =>
  call<Preview>('GET', `/imports/${id}/preview`, { ...(signal && { signal }) })
export const moveImport = (id: string, step: 'start' | 'pause' | 'resume' | 'cancel' | 'undo') =>
  call<Import>('POST', `/imports/${id}/${step}`, { body: {} })
