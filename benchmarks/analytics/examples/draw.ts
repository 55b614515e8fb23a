/** A line or points over a unit square (or other ranges), as SVG that stands for itself. */
export type Series = { label: string; x: ArrayLike<number>; y: ArrayLike<number>; points?: boolean }

export type Chart = { title: string; x: string; y: string; series: readonly Series[]; diagonal?: boolean }

/** Colours that stay apart from each other, also on white. */
export const colours = ['#2563eb', '#dc2626', '#059669', '#d97706', '#7c3aed']
/** Text as SVG holds it. */
export const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** A picture of a size with a title, seen and for screen readers. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  const name = escaped(title)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12"><title>${name}</title>`,
    `<rect width="${width}" height="${height}" fill="white"/><text x="60" y="24" font-size="15">${name}</text>`,
    ...parts,
    '</svg>',
  ].join('\n')
}

const [left, top, size] = [60, 40, 400]

const at = (value: number) => left + value * size
const up = (value: number) => top + (1 - value) * size

function seriesMarks({ x, y, points }: Series, colour: string): string {
  const pairs = Array.from(x, (value, k) => [at(value).toFixed(1), up(y[k]!).toFixed(1)] as const)
  const line = `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${pairs.map((pair) => pair.join(',')).join(' ')}"/>`
  return points
    ? line + pairs.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="4" fill="${colour}"/>`).join('')
    : line
}

/** A square chart of both axes from 0 to 1. */
export function unitChart({ title, x, y, series, diagonal }: Chart): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (t) =>
      `<text x="${at(t)}" y="${top + size + 18}" text-anchor="middle">${t}</text><text x="${left - 8}" y="${up(t) + 4}" text-anchor="end">${t}</text>` +
      `<path d="M${at(t)} ${top}v${size}M${left} ${up(t)}h${size}" stroke="#e5e7eb"/>`,
  )
  const legend = series.map(
    ({ label }, k) =>
      `<text x="${left + size - 8}" y="${top + size - 14 - 18 * (series.length - 1 - k)}" text-anchor="end" fill="${colours[k]}">${label}</text>`,
  )
  const middle = diagonal
    ? `<path d="M${at(0)} ${up(0)}L${at(1)} ${up(1)}" stroke="#9ca3af" stroke-dasharray="4"/>`
    : ''
  return picture(480, 490, title, [
    ...ticks,
    middle,
    ...series.map((one, k) => seriesMarks(one, colours[k % colours.length]!)),
    ...legend,
    `<text x="${left + size / 2}" y="${top + size + 38}" text-anchor="middle">${x}</text>`,
    `<text transform="translate(18 ${top + size / 2}) rotate(-90)" text-anchor="middle">${y}</text>`,
  ])
}
