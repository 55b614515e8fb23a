import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { keepResult, tooLittle } from '../result.ts'
import type { InsightKind } from '../run/kind.ts'
import { ordersOf, readSold } from '../sold.ts'
import type { BasketsContent } from './report.ts'
import { type Asked, rulesOf } from './rules.ts'

export interface BasketsInput {
  /** Orders of so many days; absent: all of them. */
  readonly days?: number | null
  readonly support?: number | null
  readonly confidence?: number
  readonly within?: number
}

export const fewestOrders = 50
const fewestItems = 5
const fewestCategories = 3

const within = (name: string, value: unknown, least: number, greatest: number): void => {
  if (typeof value !== 'number' || !(value >= least && value <= greatest))
    throw new Problem('invalid', `"${name}" must be a number from ${least} to ${greatest}.`)
}

function asked(input: BasketsInput): Asked & { days: number | null } {
  const { days = null, support = null, confidence = 0.2, within: gap = 90 } = input
  if (days !== null) within('days', days, 7, 3650)
  if (support !== null) within('support', support, 0.0005, 0.5)
  within('confidence', confidence, 0.01, 1)
  within('within', gap, 1, 730)
  return { days, support, confidence, within: gap }
}

const stages = {
  read: label('Reading orders', '读取订单'),
  product: label('Comparing products', '分析产品'),
  category: label('Comparing categories', '分析类别'),
}

/** Finds what is bought together and after what, over products and over categories. */
export const baskets: InsightKind<BasketsInput> = {
  title: label('Bought together', '购买关联'),
  async work(input, desk) {
    const { days, ...mining } = asked(input)
    const since = days === null ? null : new Date(Date.parse(desk.now) - days * 86_400_000).toISOString()
    const period = { since, until: desk.now }
    const onOrders = () => desk.progress(0.05, stages.read)
    const products = await readSold(desk.db, period, { level: 'product', onOrders })
    const lacking = tooLittle({
      orders: [ordersOf(products), fewestOrders],
      products: [products.items.length, fewestItems],
    })
    const mine = async (): Promise<BasketsContent> => {
      const product = rulesOf(products, mining, (share) => desk.progress(0.3 + share * 0.4, stages.product))
      const branches = await readSold(desk.db, period, { level: 'category', onOrders })
      const category =
        branches.items.length < fewestCategories
          ? null
          : rulesOf(branches, mining, (share) => desk.progress(0.75 + share * 0.2, stages.category))
      return { asOf: desk.now, since, confidence: mining.confidence, within: mining.within, product, category }
    }
    const content = lacking ?? (await mine())
    await keepResult(desk.db, 'baskets', desk.now, content)
    return 'tooLittle' in content
      ? content
      : { rules: content.product.together.rules.length + content.product.after.rules.length }
  },
}
