import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'

/** What every piece of work may be about: a customer, and any one record. */
export const aboutFields = {
  customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Work', '工作记录') }),
  about: field.reference(label('About', '关于'), { index: true }),
}
