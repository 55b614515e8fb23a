import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'

/** What every line of a deal, quote or order holds: a product, how many, at what price. `amount` = quantity × unit price − discount. */
export const lineFields = {
  product: field.link(label('Product', '产品'), { to: 'product', reverse: label('Sold in', '销售明细') }),
  name: field.text(label('Description', '描述'), { max: 500, aliases: ['item', 'article', '品名', '说明'] }),
  quantity: field.number(label('Quantity', '数量'), {
    required: true,
    default: 1,
    aliases: ['qty', 'count', 'pieces', '件数'],
  }),
  unit_price: field.money(label('Unit price', '单价'), {
    required: true,
    default: '0',
    aliases: ['price', 'unitprice', 'price each', '价格'],
  }),
  discount: field.percent(label('Discount', '折扣'), { min: 0, max: 100 }),
  tax: field.percent(label('Tax', '税率'), { min: 0, max: 100 }),
  amount: field.money(label('Amount', '金额'), { derived: true }),
  position: field.number(label('Position', '顺序')),
}
