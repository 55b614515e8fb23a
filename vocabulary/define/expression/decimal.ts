/**
 * Exact decimal numbers with twenty digits after the point, as PostgreSQL's `numeric` is used for formulas: 0.1 + 0.2 is 0.3.
 * A number is a bigint of units of 10⁻²⁰. Results of 10²⁵ and more do not exist and become empty; products and quotients are rounded
 * half away from zero. Source: the SQL functions rapport_* of migration 0091, with which a property test compares.
 */
export type Decimal = bigint

export const digits = 20
const unit = 10n ** 20n
const most = 10n ** 45n

const within = (value: bigint): Decimal | null => (value < most && value > -most ? value : null)
const size = (value: bigint): bigint => (value < 0n ? -value : value)

/** numerator / denominator, half away from zero. */
const quotient = (numerator: bigint, denominator: bigint): bigint => {
  const whole = (2n * size(numerator) + size(denominator)) / (2n * size(denominator))
  return numerator < 0n !== denominator < 0n ? -whole : whole
}

export const plus = (a: Decimal, b: Decimal): Decimal | null => within(a + b)
export const minus = (a: Decimal, b: Decimal): Decimal | null => within(a - b)
export const times = (a: Decimal, b: Decimal): Decimal | null => within(quotient(a * b, unit))
/** Division by zero has no result. */
export const divided = (a: Decimal, b: Decimal): Decimal | null => (b === 0n ? null : within(quotient(a * unit, b)))

/** Rounded half away from zero to some digits after the point. */
export const rounded = (value: Decimal, to: number): Decimal => {
  const step = 10n ** BigInt(digits - to)
  return quotient(value, step) * step
}
export const floor = (value: Decimal): Decimal => value - (((value % unit) + unit) % unit)
export const ceiling = (value: Decimal): Decimal => -floor(-value)
export const absolute = size

export const fromInteger = (value: number): Decimal => BigInt(value) * unit

/** A number from its text, "-12.5" or "1e-7"; digits behind the twentieth are rounded. Null when it is too large. */
export const fromText = (text: string): Decimal | null => {
  const [, sign = '', whole = '0', rest = '', power = '0'] = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  const shift = digits - rest.length + Number(power)
  if (shift > 400) return null
  const raw = BigInt(`${whole}${rest}` || '0')
  const scaled = shift >= 0 ? raw * 10n ** BigInt(shift) : quotient(raw, 10n ** BigInt(-shift))
  return within(sign === '-' ? -scaled : scaled)
}

/** A double as PostgreSQL turns it into numeric: by its first fifteen digits. */
export const fromDouble = (value: number): Decimal | null => fromText(value.toPrecision(15))

/** As text without zeros at its end: "0.3", "-12". */
export const toText = (value: Decimal): string => {
  const all = size(value)
    .toString()
    .padStart(digits + 1, '0')
  const rest = all.slice(-digits).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${all.slice(0, -digits)}${rest && `.${rest}`}`
}
