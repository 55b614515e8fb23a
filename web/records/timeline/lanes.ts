import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { LaneOf } from '../board/lanes.ts'
import type { TimelineChoice } from './address.ts'
import { labelWidth, pack } from './pack.ts'
import { dayWidth, type Span, spanOf, type Zoom } from './scale.ts'

export const rowHeight = 32
const lanePad = 6
const pointWidth = 14
const gap = 10

export interface Placed {
  readonly row: AnyRow
  readonly span: Span
  /** From the top of all lanes. */
  readonly top: number
  /** The name has no room on the bar and stands behind it. */
  readonly behind: boolean
}
export interface PlacedLane {
  readonly lane: LaneOf
  readonly top: number
  readonly height: number
  readonly bars: readonly Placed[]
}

interface Measured {
  readonly row: AnyRow
  readonly span: Span
  readonly behind: boolean
  /** What it takes on the screen, with its name. */
  readonly from: number
  readonly to: number
}

const measured = (row: AnyRow, span: Span, title: string, zoom: Zoom): Measured => {
  const [perDay, label] = [dayWidth[zoom], labelWidth(title)]
  const width = span.point ? pointWidth : (span.to - span.from) * perDay
  const behind = span.point || label > width
  const from = span.from * perDay - (span.point ? pointWidth / 2 : 0)
  return { row, span, behind, from, to: from + width + (behind ? label : 0) + gap }
}

const byBegin = (a: Measured, b: Measured): number => a.from - b.from || a.row.id.localeCompare(b.row.id)

/** Records in their lanes, each lane as high as it needs to be; lanes without a record in sight are left out. */
export const layOut = (
  rows: readonly AnyRow[],
  lanes: readonly LaneOf[],
  { at, until, by, zoom }: Pick<TimelineChoice, 'at' | 'until' | 'by' | 'zoom'>,
  titleOf: (row: AnyRow) => string,
): readonly PlacedLane[] => {
  const known = new Set(lanes.map((lane) => lane.value))
  const found = new Map<string, Measured[]>()
  for (const row of rows) {
    const span = spanOf(row[at], until && row[until])
    if (span === undefined) continue
    const value = by === undefined ? '' : String(row[by] ?? '')
    const lane = known.has(value) ? value : ''
    found.set(lane, [...(found.get(lane) ?? []), measured(row, span, titleOf(row), zoom)])
  }
  let top = 0
  return lanes.flatMap((lane) => {
    const its = found.get(lane.value)?.toSorted(byBegin)
    if (its === undefined) return []
    const packed = pack(its)
    const begin = top
    const height = packed.count * rowHeight + 2 * lanePad
    top += height
    const bars = its.map(({ row, span, behind }, index) => ({
      row,
      span,
      behind,
      top: begin + lanePad + packed.rows[index]! * rowHeight,
    }))
    return [{ lane, top: begin, height, bars }]
  })
}
