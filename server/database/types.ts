import pg from 'pg'

type Parser = (text: string) => unknown

const asText: Parser = (text) => text

/** `2026-11-23 16:04:00.5+00` → `2026-11-23T16:04:00.5Z`: already what JSON wants, so no Date is ever built. */
export function timestamp(text: string): string {
  if (text.length < 20 || text.charCodeAt(10) !== 32) return text
  const day = text.slice(0, 10)
  if (text.endsWith('+00')) return `${day}T${text.slice(11, -3)}Z`
  return `${day}T${text.slice(11)}${/[+-]\d\d$/.test(text) ? ':00' : ''}`
}

const textArray: (text: string) => (string | null)[] = pg.types.getTypeParser(1009 as number, 'text')
const timestampArray: Parser = (text) => textArray(text).map((item) => (item === null ? null : timestamp(item)))

// Numbers are the type oids of pg_type, which PostgreSQL never changes.
const parsers = new Map<number, Parser>([
  [20, asText], // bigint
  [1700, asText], // numeric
  [1082, asText], // date
  [1083, asText], // time
  [1266, asText], // timetz
  [1114, asText], // timestamp
  [1186, asText], // interval
  [1184, timestamp],
  [1185, timestampArray],
  [1016, textArray], // bigint[]
  [1231, textArray], // numeric[]
  [1182, textArray], // date[]
  [1115, textArray], // timestamp[]
  [1187, textArray], // interval[]
])

const json = new Set([114, 3802])

const typesWith = (jsonAsText: boolean): pg.CustomTypesConfig => ({
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    if (jsonAsText && json.has(oid)) return asText
    return parsers.get(oid) ?? pg.types.getTypeParser(oid, 'text')
  }) as typeof pg.types.getTypeParser,
})

export const parsedJson = typesWith(false)
export const textJson = typesWith(true)
