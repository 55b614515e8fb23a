/** Names of the parts that {@link dateParts} gives. */
export const datePartNames = [
  'year',
  'month sine',
  'month cosine',
  'weekday sine',
  'weekday cosine',
  'hour sine',
  'hour cosine',
  'days',
] as const

const day = 86_400_000

/**
 * Parts of an instant (UTC) that models can use: the year; month, weekday and hour as points on a circle, so that December
 * is next to January; and days since 1970 for a trend. All NaN when the instant is missing.
 * @example dateParts(Date.UTC(2024, 1, 29)).length // 8
 */
export function dateParts(instant: number): number[] {
  if (Number.isNaN(instant)) return datePartNames.map(() => NaN)
  const date = new Date(instant)
  const hours = date.getUTCHours() + date.getUTCMinutes() / 60
  return [
    date.getUTCFullYear(),
    ...circle(date.getUTCMonth() / 12),
    ...circle(date.getUTCDay() / 7),
    ...circle(hours / 24),
    instant / day,
  ]
}

function circle(turn: number): [number, number] {
  return [Math.sin(2 * Math.PI * turn), Math.cos(2 * Math.PI * turn)]
}
