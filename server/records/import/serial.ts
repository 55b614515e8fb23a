/** Formats of Excel's own list that show dates or times. */
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a number format shows a date: it has day, month, year or time letters outside of quotes, brackets and escapes. */
export const isDateFormat = (id: number, code?: string): boolean => {
  if (code === undefined) return builtIn(id)
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').split(';')[0]!
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare)
}

const DAY = 86_400_000

/**
 * An Excel serial number as ISO text: "2010-12-01", or "2010-12-01 08:26:00" with a time, or "08:26:00" below one day.
 * Serial 60 is 29 February 1900, which never was; it reads as 28 February.
 */
export const serialText = (serial: number, from1904: boolean): string => {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return String(serial)
  const seconds = Math.round((serial % 1) * 86_400)
  const day = Math.floor(serial)
  const shift = !from1904 && day < 61 ? (day === 60 ? 0 : 1) : 0
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const moment = new Date(first + (day + shift) * DAY + seconds * 1_000).toISOString()
  const time = moment.slice(11, 19)
  if (serial < 1 && !from1904) return time
  return time === '00:00:00' ? moment.slice(0, 10) : `${moment.slice(0, 10)} ${time}`
}
