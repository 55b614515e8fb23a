import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** The price of a product in a price list, from a quantity on. */
export const price = defineObject({
  name: 'price',
  plural: 'prices',
  concept: 'products',
  ownerless: true,
  partOf: 'price_list',
  label: label('Price', '价格'),
  labels: label('Prices', '价格'),
  icon: 'tag',
  title: 'note',
  fields: {
    price_list: field.link(label('Price list', '价目表'), {
      to: 'price_list',
      required: true,
      part: true,
      reverse: label('Prices', '价格'),
    }),
    product: field.link(label('Product', '产品'), { to: 'product', required: true, reverse: label('Prices', '价格') }),
    amount: field.money(label('Price', '价格'), { required: true, min: 0 }),
    from_quantity: field.number(label('From quantity', '起订量'), { min: 0, default: 1 }),
    note: field.text(label('Remarks', '备注'), { max: 300 }),
  },
  list: { columns: ['product', 'amount', 'from_quantity', 'note'], sort: 'created_at' },
  page: {
    sections: [{ label: label('Price', '价格'), fields: ['price_list', 'product', 'amount', 'from_quantity', 'note'] }],
  },
})
