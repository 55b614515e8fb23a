import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'
import { lineFields } from './line.ts'

/** A line of a quote. */
export const quoteLine = defineObject({
  name: 'quote_line',
  plural: 'quote_lines',
  concept: 'sales',
  ownerless: true,
  partOf: 'quote',
  hidden: true,
  label: label('Quote line', '报价明细'),
  labels: label('Quote lines', '报价明细'),
  icon: 'list',
  title: 'name',
  fields: {
    quote: field.link(label('Quote', '报价单'), {
      to: 'quote',
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
