import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { screenOf } from '../../fields/index.ts'
import type { ListState } from './state.ts'

export const selectWidth = 44

export interface GridLayout {
  /** The columns of the grid, for CSS. */
  readonly template: string
  readonly least: number
  /** How far from the left each pinned column stays. */
  readonly lefts: readonly number[]
}

const usualWidth = (object: ObjectDefinition, name: string): number =>
  name === object.title ? 230 : screenOf(object.fields[name]!).width

/** Where columns stand: those with a width of their own and the pinned ones keep it, the others share what room is left. */
export const gridLayoutOf = (
  object: ObjectDefinition,
  { columns, widths, pinned }: Pick<ListState, 'columns' | 'widths' | 'pinned'>,
): GridLayout => {
  const sizes = columns.map((name) => widths.get(name) ?? usualWidth(object, name))
  const isFixed = (name: string, at: number): boolean => widths.has(name) || (pinned > 1 && at < pinned)
  const tracks = columns.map((name, at) =>
    isFixed(name, at) ? `${sizes[at]}px` : `minmax(${sizes[at]}px, ${at === 0 ? '1.6fr' : '1fr'})`,
  )
  const lefts: number[] = []
  for (let at = 0; at < pinned; at++) lefts.push(at === 0 ? selectWidth : lefts[at - 1]! + sizes[at - 1]!)
  // Where every column has its width, a last track takes the rest, so that rows reach the edge.
  const rest = columns.every(isFixed) ? ' minmax(0, 1fr)' : ''
  return {
    template: `${selectWidth}px ${tracks.join(' ')}${rest}`,
    least: selectWidth + sizes.reduce((sum, width) => sum + width, 0),
    lefts,
  }
}

/** Where a pinned cell stays once the others can be scrolled; the stylesheet heeds it only then. */
export const pinnedAt = (left: number | undefined): React.CSSProperties | undefined =>
  left === undefined ? undefined : ({ '--left': `${left}px` } as React.CSSProperties)
