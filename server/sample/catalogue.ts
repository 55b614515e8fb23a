import { isCharge } from '../products/import.ts'
import type { Ready } from '../records/import/load.ts'
import { Chance } from './chance.ts'
import type { Line } from './shop.ts'

const branches: readonly (readonly [name: string, words: RegExp])[] = [
  ['Christmas', /CHRISTMAS|XMAS|ADVENT|SANTA|REINDEER/],
  ['Bags', /\bBAG|TOTE|RUCKSACK|PURSE|SHOPPER/],
  ['Kitchen', /MUG|CUP|TEA|PLATE|BOWL|CAKE|BAKING|LUNCH|BOTTLE|JAR|SPOON|KITCHEN|EGG|TRAY|DOILY|NAPKIN/],
  ['Lights and candles', /CANDLE|LIGHT|LANTERN|LAMP/],
  ['Paper and cards', /CARD|PAPER|WRAP|NOTEBOOK|PENCIL|STICKER|TISSUE|ALBUM|PEN\b/],
  ['Toys', /TOY|GAME|DOLL|PUZZLE|PLAY|CHILD|KIDS|BABY|SKIPPING/],
  ['Garden', /GARDEN|PLANT|WATERING|BIRD|FLOWER|SEED/],
  ['Storage', /BOX|TIN|BASKET|STORAGE|DRAWER|CABINET|HOOK|RACK/],
  ['Decoration', /HEART|HANGING|DECORATION|FRAME|CLOCK|SIGN|WREATH|BUNTING|CUSHION|ORNAMENT|GARLAND/],
  ['Gifts', /^/],
]

const branchOf = (description: string): string => branches.find(([, words]) => words.test(description))![0]

const proper = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^.|(?<=[\s/-])\w(?=\w{3,})/g, (letter) => letter.toUpperCase())

export interface Catalogue {
  readonly categories: readonly Ready[]
  readonly products: readonly Ready[]
}

const mostFrequent = (values: readonly string[]): string => {
  const counts = Map.groupBy(values, (one) => one)
  return [...counts].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}

const productOf = (
  code: string,
  sold: readonly Line[],
  chance: Chance,
  category: (name: string) => string,
): Ready['values'] => {
  const description = mostFrequent(sold.map((one) => one.description).filter((text) => text !== ''))
  const name = proper(description || code)
  if (isCharge(code, description)) return { code, name, kind: 'charge' }
  const price = mostFrequent(sold.filter((one) => Number(one.price) > 0).map((one) => one.price)) || '1.00'
  const cost = (Number(price) * (0.35 + 0.3 * chance.next())).toFixed(2)
  return {
    code,
    name,
    kind: 'goods',
    category: category(branchOf(description)),
    price: Number(price).toFixed(2),
    cost,
    stock: chance.whole(0, 600),
  }
}

/** Categories and products of the shop: names, prices and categories from its lines, costs and stock invented. */
export const catalogueOf = (lines: readonly Line[], seed: number, newId: () => string, at: string): Catalogue => {
  const chance = new Chance(`${seed} catalogue`)
  const ids = new Map(branches.map(([name]) => [name, newId()]))
  const byCode = Map.groupBy(
    lines.filter((one) => one.code !== ''),
    (one) => one.code.toLowerCase(),
  )
  const products = [...byCode.values()].map((sold) => ({
    id: newId(),
    at,
    values: productOf(sold[0]!.code, sold, chance, (name) => ids.get(name)!),
  }))
  return { categories: branches.map(([name]) => ({ id: ids.get(name)!, at, values: { name } })), products }
}
