// node benchmarks/analytics/examples/rules.ts FILE SUPPORT CONFIDENCE FOLDER: draws the association rules of a file with one
// basket a line, items apart by |, into FOLDER: support across, confidence up, lift as area; the ten of largest lift by name.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import * as a from '@rapport/analytics/index.ts'
import { colours, escaped, picture } from './draw.ts'

const [
  file = '../shared/data/baskets/groceries.basket',
  support = '0.01',
  confidence = '0.3',
  folder = 'analytics/pictures',
] = process.argv.slice(2)
const [left, top, size, named] = [60, 40, 400, 10]
const lines = readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean)
const baskets = a.basketsFrom(lines.map((line) => line.split('|').map((item) => item.trim())))
const sets = a.frequentItemsets(baskets, { support: Number(support) })
const rules = a
  .associationRules(sets, { confidence: Number(confidence), minimumLength: 2 })
  .sort((one, other) => other.lift - one.lift)
if (!rules.length)
  throw new Error(`No rule reaches support ${support} and confidence ${confidence}; lower one of them.`)

/** The least and the greatest value, out to the next whole step. */
function range(values: readonly number[], step: number): [number, number] {
  return [Math.floor(Math.min(...values) / step) * step, Math.ceil(Math.max(...values) / step) * step]
}
const [leastSupport, mostSupport] = range(
  rules.map((rule) => rule.support),
  0.01,
)
const [leastConfidence, mostConfidence] = range(
  rules.map((rule) => rule.confidence),
  0.1,
)
const at = (value: number) => left + (size * (value - leastSupport)) / (mostSupport - leastSupport)
const up = (value: number) => top + size * (1 - (value - leastConfidence) / (mostConfidence - leastConfidence))

const ticks = Array.from({ length: 5 }, (_, k) => {
  const x = leastSupport + (k * (mostSupport - leastSupport)) / 4
  const y = leastConfidence + (k * (mostConfidence - leastConfidence)) / 4
  return (
    `<text x="${at(x)}" y="${top + size + 18}" text-anchor="middle">${x.toFixed(4)}</text>` +
    `<text x="${left - 8}" y="${up(y) + 4}" text-anchor="end">${y.toFixed(3)}</text>` +
    `<path d="M${at(x)} ${top}v${size}M${left} ${up(y)}h${size}" stroke="#e5e7eb"/>`
  )
})
/** The ten come last, over the others. */
const dots = rules.toReversed().map((rule, k) => {
  const rank = rules.length - k
  const [x, y] = [at(rule.support).toFixed(1), up(rule.confidence).toFixed(1)]
  const strong = rank <= named
  const dot = `<circle cx="${x}" cy="${y}" r="${(4 * Math.sqrt(rule.lift)).toFixed(1)}" fill="${colours[strong ? 1 : 0]}" fill-opacity="0.4"/>`
  return strong ? `${dot}<text x="${x}" y="${Number(y) + 4}" text-anchor="middle">${rank}</text>` : dot
})
const names = rules.slice(0, named).map(({ left: from, right, lift }, k) => {
  const text = `${k + 1}. ${from.join(', ')} → ${right.join(', ')} (${lift.toFixed(2)})`
  return `<text x="${left + size + 30}" y="${top + 44 + k * 22}">${escaped(text)}</text>`
})

mkdirSync(folder, { recursive: true })
const title = `${rules.length} rules in ${lines.length} baskets`
const axes = [
  `<text x="${left + size / 2}" y="${top + size + 38}" text-anchor="middle">support</text>`,
  `<text transform="translate(14 ${top + size / 2}) rotate(-90)" text-anchor="middle">confidence</text>`,
  `<text x="${left + size + 30}" y="${top + 18}" font-weight="bold">Largest lift</text>`,
]
writeFileSync(`${folder}/rules.svg`, `${picture(860, 490, title, [...ticks, ...axes, ...dots, ...names])}\n`)
console.log(title, '| largest lift:', rules[0]!.lift.toFixed(4))
