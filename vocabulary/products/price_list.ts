import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A set of prices for some customers, a season or a currency. */
export const priceList = defineObject({
  name: 'price_list',
  plural: 'price_lists',
  concept: 'products',
  ownerless: true,
  label: label('Price list', '价目表'),
  labels: label('Price lists', '价目表'),
  icon: 'list-details',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, search: true, index: true, key: true }),
    currency: field.currency(label('Currency', '货币')),
    active: field.boolean(label('In use', '启用'), { default: true }),
    from: field.date(label('From', '开始日期'), { index: true }),
    until: field.date(label('Until', '结束日期'), { index: true }),
    description: field.longText(label('Description', '描述')),
  },
  list: { columns: ['name', 'currency', 'active', 'from', 'until'], sort: 'name' },
  span: { from: 'from', until: 'until' },
  page: {
    sections: [
      { label: label('Price list', '价目表'), fields: ['name', 'currency', 'active', 'from', 'until', 'description'] },
    ],
  },
})
