/** A cell by its row and its column, both counted from zero. */
export interface Spot {
  readonly row: number
  readonly column: number
}
/** The cell that has the cursor, and the one where the range began; the same for a single cell. */
export interface Range {
  readonly at: Spot
  readonly from: Spot
}
export interface Area {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const single = (at: Spot): Range => ({ at, from: at })

export const areaOf = ({ at, from }: Range): Area => ({
  top: Math.min(at.row, from.row),
  bottom: Math.max(at.row, from.row),
  left: Math.min(at.column, from.column),
  right: Math.max(at.column, from.column),
})

export const sizeOf = ({ top, bottom, left, right }: Area): number => (bottom - top + 1) * (right - left + 1)

const page = 15

interface Pressed {
  readonly key: string
  readonly ctrl: boolean
}
interface Grid {
  readonly rows: number
  readonly columns: number
}

/** Where a key leads from a cell, or undefined when it is no key of movement. */
export const destination = ({ key, ctrl }: Pressed, { row, column }: Spot, grid: Grid): Spot | undefined => {
  const [last, end] = [grid.rows - 1, grid.columns - 1]
  const moves: { readonly [key: string]: readonly [Spot, Spot] } = {
    ArrowDown: [
      { row: row + 1, column },
      { row: last, column },
    ],
    ArrowUp: [
      { row: row - 1, column },
      { row: 0, column },
    ],
    ArrowRight: [
      { row, column: column + 1 },
      { row, column: end },
    ],
    ArrowLeft: [
      { row, column: column - 1 },
      { row, column: 0 },
    ],
    PageDown: [
      { row: row + page, column },
      { row: row + page, column },
    ],
    PageUp: [
      { row: row - page, column },
      { row: row - page, column },
    ],
    Home: [
      { row, column: 0 },
      { row: 0, column: 0 },
    ],
    End: [
      { row, column: end },
      { row: last, column: end },
    ],
  }
  const to = moves[key]?.[ctrl ? 1 : 0]
  return to && within(to, grid)
}

export const within = ({ row, column }: Spot, { rows, columns }: Grid): Spot => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
})

/** The next cell for Tab, which goes on to the row below at the end of a row, and back with Shift. */
export const tabbed = ({ row, column }: Spot, back: boolean, grid: Grid): Spot => {
  const next = column + (back ? -1 : 1)
  if (next >= 0 && next < grid.columns) return { row, column: next }
  const other = row + (back ? -1 : 1)
  return other < 0 || other >= grid.rows ? { row, column } : { row: other, column: back ? grid.columns - 1 : 0 }
}
