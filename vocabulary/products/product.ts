import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** Something that is sold: goods, a service, or a charge such as postage. */
export const product = defineObject({
  name: 'product',
  plural: 'products',
  concept: 'products',
  ownerless: true,
  label: label('Product', '产品'),
  labels: label('Products', '产品'),
  icon: 'package',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), {
      required: true,
      max: 500,
      search: true,
      index: true,
      aliases: ['product name', 'description', 'item', 'article', 'product', '产品名称', '商品名称', '品名'],
    }),
    code: field.code(label('Code', '编码'), {
      unique: true,
      key: true,
      search: true,
      max: 100,
      aliases: [
        'sku',
        'stockcode',
        'stock code',
        'article number',
        'item number',
        'product code',
        'product id',
        '货号',
        '商品编码',
        '产品编号',
      ],
    }),
    kind: field.choice(
      label('Kind', '类型'),
      {
        goods: { label: label('Goods', '商品'), colour: 'blue' },
        service: { label: label('Service', '服务'), colour: 'teal' },
        charge: { label: label('Charge', '费用'), colour: 'gray' },
      },
      { required: true, default: 'goods', index: true },
    ),
    category: field.link(label('Category', '类别'), {
      to: 'category',
      reverse: label('Products', '产品'),
      aliases: ['product category', 'group', '分类', '品类'],
    }),
    status: field.choice(
      label('Status', '状态'),
      {
        active: { label: label('For sale', '在售'), colour: 'green' },
        planned: { label: label('Planned', '计划中'), colour: 'blue' },
        retired: { label: label('Retired', '停售'), colour: 'gray' },
      },
      { required: true, default: 'active', index: true },
    ),
    price: field.money(label('Price', '价格'), {
      index: true,
      currency: 'currency',
      aliases: ['unit price', 'list price', 'sales price', '单价', '售价'],
    }),
    cost: field.money(label('Cost', '成本'), {
      currency: 'currency',
      help: label('What one piece costs us', '单件成本'),
      aliases: ['unit cost', 'purchase price', '进价', '成本价'],
    }),
    currency: field.currency(label('Currency', '货币')),
    unit: field.text(label('Unit', '单位'), { max: 30 }),
    stock: field.number(label('In stock', '库存'), {
      index: true,
      aliases: ['stock', 'inventory', 'quantity on hand', '库存量'],
    }),
    barcode: field.code(label('Barcode', '条码'), { search: true, aliases: ['ean', 'gtin', 'upc', '条形码'] }),
    brand: field.text(label('Brand', '品牌'), { max: 150, index: true }),
    warranty_months: field.integer(label('Warranty (months)', '保修（月）'), { min: 0 }),
    description: field.longText(label('Description', '描述')),
    tags: field.links(label('Tags', '标签'), { to: 'tag' }),
  },
  list: { columns: ['name', 'code', 'category', 'kind', 'price', 'cost', 'stock', 'status'], sort: 'name' },
  page: {
    numbers: ['price', 'cost', 'stock'],
    sections: [
      {
        label: label('Product', '产品'),
        fields: [
          'name',
          'code',
          'kind',
          'category',
          'status',
          'brand',
          'unit',
          'barcode',
          'warranty_months',
          'description',
          'tags',
        ],
      },
      { label: label('Money', '金额'), fields: ['price', 'cost', 'currency'] },
    ],
  },
})
