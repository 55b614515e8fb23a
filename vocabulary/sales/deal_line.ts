import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'
import { lineFields } from './line.ts'

/** A line of a deal. */
export const dealLine = defineObject({
  name: 'deal_line',
  plural: 'deal_lines',
  concept: 'sales',
  ownerless: true,
  partOf: 'deal',
  hidden: true,
  label: label('Deal line', '商机明细'),
  labels: label('Deal lines', '商机明细'),
  icon: 'list',
  title: 'name',
  fields: {
    deal: field.link(label('Deal', '商机'), {
      to: 'deal',
      required: true,
      part: true,
      reverse: label('Lines', '明细'),
    }),
    ...lineFields,
  },
  list: { columns: ['product', 'name', 'quantity', 'unit_price', 'discount', 'amount'], sort: 'created_at' },
  page: {
    sections: [
      {
        label: label('Line', '明细'),
        fields: ['product', 'name', 'quantity', 'unit_price', 'discount', 'tax', 'amount'],
      },
    ],
  },
})
