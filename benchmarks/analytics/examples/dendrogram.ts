// node benchmarks/analytics/examples/dendrogram.ts FILE CLUSTERS FOLDER: draws into FOLDER how the rows of a CSV file merge
// by Ward's method over their numbers, each brought to deviation 1. Branches are coloured by cluster; the band of ticks
// below shows the first column of categories, which the clusters have not seen.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import * as a from '@rapport/analytics/index.ts'
import { colours, escaped, picture } from './draw.ts'

const [file = '../shared/data/clustering/iris.csv', count = '3', folder = 'analytics/pictures'] = process.argv.slice(2)
const [left, top, width, height] = [60, 40, 750, 320]
const table = a.parseCsv(readFileSync(file))
const numbers = table.columns.flatMap((column) => (column.kind === 'number' ? [column.values] : []))
const known = table.columns.find((column) => column.kind === 'category')
const raw = a.fromColumns(numbers)
const tree = a.hierarchical.fit(a.scaler.fit(raw).transform(raw), { linkage: 'ward' })
const n = table.rows
const clusters = Number(count)
const labels = tree.cut(clusters)

const grey = '#9ca3af'
const colourOf = (k: number) => colours[k % colours.length]!
const highest = tree.height.at(-1)!
const up = (value: number) => top + height * (1 - value / highest)

/** Where each row and then each merge stands: across, its height, its colour. */
const across = new Float64Array(2 * n - 1)
const order = tree.leafOrder()
order.forEach((row, k) => {
  across[row] = left + ((k + 0.5) * width) / n
})
const colour: string[] = Array.from(labels, colourOf)
const heightOf = (node: number) => (node < n ? 0 : tree.height[node - n]!)

const branches = Array.from(tree.height, (value, m) => {
  const [one, other] = [tree.left[m]!, tree.right[m]!]
  across[n + m] = (across[one]! + across[other]!) / 2
  colour.push(m < n - clusters ? colour[one]! : grey)
  const [x1, x2, y] = [across[one]!.toFixed(1), across[other]!.toFixed(1), up(value).toFixed(1)]
  return `<path fill="none" stroke="${colour[n + m]}" d="M${x1} ${up(heightOf(one)).toFixed(1)}V${y}H${x2}V${up(heightOf(other)).toFixed(1)}"/>`
})

const ticks = Array.from({ length: 5 }, (_, k) => {
  const value = (k * highest) / 4
  return `<text x="${left - 8}" y="${(up(value) + 4).toFixed(1)}" text-anchor="end">${value.toFixed(1)}</text>`
})
const band = known
  ? Array.from(order, (row) => {
      const code = known.codes[row]!
      const fill = code < 0 ? grey : colourOf(code)
      return `<path stroke="${fill}" stroke-width="${(width / n).toFixed(1)}" d="M${across[row]!.toFixed(1)} ${top + height + 8}v14"/>`
    })
  : []
const legend = (known?.levels ?? []).map(
  (level, k) => `<text x="${left + k * 150}" y="${top + height + 42}" fill="${colourOf(k)}">${escaped(level)}</text>`,
)

mkdirSync(folder, { recursive: true })
const title = `${n} rows merged by Ward's method, cut into ${clusters} clusters`
writeFileSync(`${folder}/dendrogram.svg`, `${picture(830, 420, title, [...ticks, ...branches, ...band, ...legend])}\n`)
const agreement = known ? a.adjustedRand(known.codes, labels).toFixed(4) : 'nothing to compare with'
console.log(title, '| adjusted Rand index with the known groups:', agreement)
