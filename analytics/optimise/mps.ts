import { refuse } from '../errors.ts'
import { type LinearProgram, Triplets } from './program.ts'

type Section = 'NAME' | 'ROWS' | 'COLUMNS' | 'RHS' | 'RANGES' | 'BOUNDS' | 'ENDATA' | 'OBJSENSE'

type Reading = {
  name: string
  maximise: boolean
  objective: string | undefined
  rows: Map<string, { number: number; kind: string; right: number; range?: number }>
  columns: Map<string, { number: number; integer: boolean; lower?: number; upper?: number }>
  entries: { column: number; row: string; value: number }[]
  marker: boolean
  offset: number
}

/**
 * Reads a program in MPS form, fixed or free, whose names hold no spaces: ROWS (N, E, L, G), COLUMNS with integer markers,
 * RHS, RANGES, BOUNDS (LO, UP, FX, FR, MI, PL, BV, LI, UI), OBJSENSE. The first N row is the objective, later ones are
 * left out. An entry of RHS on the objective counts as minus the constant of the objective (so e226 has the optimum
 * −11.639; programs that leave the constant out say −18.752).
 *
 * @throws AnalyticsError `bad_input` with the number of the line.
 * Source: IBM, "Mathematical Programming System/360", 1969; lp_solve's description of the free form.
 * @example
 * readMps(text).columns.length
 */
export function readMps(text: string): LinearProgram {
  const reading: Reading = {
    name: '',
    maximise: false,
    objective: undefined,
    rows: new Map(),
    columns: new Map(),
    entries: [],
    marker: false,
    offset: 0,
  }
  let section: Section | undefined
  text.split(/\r?\n/).forEach((line, k) => {
    if (line.startsWith('*') || line.trim() === '' || section === 'ENDATA') return
    const fields = line.trim().split(/\s+/)
    if (!/^\s/.test(line)) {
      section = fields[0]!.toUpperCase() as Section
      if (section === 'NAME') reading.name = fields[1] ?? ''
      if (section === 'OBJSENSE' && fields[1]) reading.maximise = isMaximum(fields[1])
      return
    }
    const readLine = section && readers[section]
    if (!readLine) refuse('bad_input', `Line ${k + 1} of the MPS text belongs to no known section: ${line.trim()}`)
    readLine!(reading, fields, (what) => refuse('bad_input', `Line ${k + 1} of the MPS text: ${what}.`))
  })
  return programOf(reading)
}

type Fail = (what: string) => never

const isMaximum = (word: string) => /^MAX/i.test(word)

const readers: { readonly [S in Section]?: (reading: Reading, fields: string[], fail: Fail) => void } = {
  OBJSENSE: (reading, [word]) => {
    reading.maximise = isMaximum(word!)
  },
  ROWS: (reading, [kind, name], fail) => {
    const sign = kind!.toUpperCase()
    if (!/^[NELG]$/.test(sign) || !name) fail(`a row needs one of N, E, L, G and a name, not ${kind}`)
    if (sign !== 'N')
      reading.rows.set(name!, {
        number: [...reading.rows.values()].filter((r) => r.number >= 0).length,
        kind: sign,
        right: 0,
      })
    else if (reading.objective === undefined) reading.objective = name!
    else reading.rows.set(name!, { number: -1, kind: 'N', right: 0 })
  },
  COLUMNS: (reading, fields, fail) => {
    if (fields[1]?.replaceAll("'", '').toUpperCase() === 'MARKER') {
      reading.marker = fields[2]?.replaceAll("'", '').toUpperCase() === 'INTORG'
      return
    }
    const name = fields[0]!
    if (!reading.columns.has(name)) reading.columns.set(name, { number: reading.columns.size, integer: reading.marker })
    const column = reading.columns.get(name)!.number
    for (const [row, value] of pairs(fields.slice(1), fail)) {
      if (row !== reading.objective && !reading.rows.has(row)) fail(`there is no row ${row}`)
      reading.entries.push({ column, row, value })
    }
  },
  RHS: (reading, fields, fail) => {
    for (const [row, value] of pairs(fields.length % 2 === 1 ? fields.slice(1) : fields, fail)) {
      if (row === reading.objective) reading.offset = -value
      else rowNamed(reading, row, fail).right = value
    }
  },
  RANGES: (reading, fields, fail) => {
    for (const [row, value] of pairs(fields.length % 2 === 1 ? fields.slice(1) : fields, fail))
      rowNamed(reading, row, fail).range = value
  },
  BOUNDS: readBound,
}

function rowNamed(reading: Reading, name: string, fail: Fail) {
  return reading.rows.get(name) ?? fail(`there is no row ${name}`)
}

function pairs(fields: readonly string[], fail: Fail): [string, number][] {
  const found: [string, number][] = []
  for (let k = 0; k < fields.length; k += 2) {
    const value = Number(fields[k + 1])
    if (!Number.isFinite(value)) fail(`${fields[k]} needs a number, not ${fields[k + 1]}`)
    found.push([fields[k]!, value])
  }
  return found
}

function readBound(reading: Reading, fields: string[], fail: Fail): void {
  const kind = fields[0]!.toUpperCase()
  const bare = ['FR', 'MI', 'PL', 'BV'].includes(kind)
  const name = fields
    .slice(1)
    .find((field, k, rest) => reading.columns.has(field) && (bare ? true : k < rest.length - 1))
  const column = reading.columns.get(name ?? '') ?? fail(`there is no column among ${fields.slice(1).join(' ')}`)
  const value = bare ? 0 : Number(fields.at(-1))
  if (Number.isNaN(value)) fail(`bound ${kind} of ${name} needs a number, not ${fields.at(-1)}`)
  if (kind === 'LO' || kind === 'LI' || kind === 'FX') column.lower = value
  if (kind === 'UP' || kind === 'UI' || kind === 'FX') column.upper = value
  if (kind === 'UP' && value < 0 && column.lower === undefined) column.lower = -Infinity
  if (kind === 'FR' || kind === 'MI') column.lower = -Infinity
  if (kind === 'FR' || kind === 'PL') column.upper = Infinity
  if (kind === 'BV') Object.assign(column, { lower: 0, upper: 1 })
  if (kind === 'BV' || kind === 'LI' || kind === 'UI') column.integer = true
  if (!['LO', 'LI', 'FX', 'UP', 'UI', 'FR', 'MI', 'PL', 'BV'].includes(kind)) fail(`bound ${kind} is not known`)
}

function programOf({ name, maximise, objective, rows, columns, entries, offset }: Reading): LinearProgram {
  const kept = [...rows].filter(([, { number }]) => number >= 0)
  const cost = new Float64Array(columns.size)
  const triplets = new Triplets(columns.size)
  for (const { column, row, value } of entries) {
    if (row === objective) cost[column]! += value
    else if (rows.get(row)!.number >= 0) triplets.add(column, rows.get(row)!.number, value)
  }
  const all = [...columns.values()]
  return {
    name,
    maximise,
    offset,
    columns: [...columns.keys()],
    rows: kept.map(([row]) => row),
    cost,
    lower: Float64Array.from(all, ({ lower }) => lower ?? 0),
    upper: Float64Array.from(all, ({ upper }) => upper ?? Infinity),
    integer: Uint8Array.from(all, ({ integer }) => (integer ? 1 : 0)),
    rowLower: Float64Array.from(kept, ([, row]) => sidesOf(row)[0]),
    rowUpper: Float64Array.from(kept, ([, row]) => sidesOf(row)[1]),
    ...triplets.packed(),
  }
}

function sidesOf({ kind, right, range }: { kind: string; right: number; range?: number }): [number, number] {
  const width = Math.abs(range ?? Infinity)
  if (kind === 'L') return [right - width, right]
  if (kind === 'G') return [right, right + width]
  if (range === undefined) return [right, right]
  return range < 0 ? [right + range, right] : [right, right + range]
}
