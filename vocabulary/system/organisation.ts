import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** The organisation itself: one record with what holds for everyone. */
export const organisation = defineObject({
  name: 'organisation',
  plural: 'organisations',
  concept: 'system',
  ownerless: true,
  hidden: true,
  label: label('Organisation', '组织'),
  labels: label('Organisation', '组织'),
  icon: 'building',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200 }),
    currency: field.currency(label('Currency', '货币'), { required: true, default: 'EUR' }),
    country: field.text(label('Country', '国家'), {
      max: 2,
      help: label(
        'ISO code; phones without a country code are read as being there',
        'ISO 代码；没有国家代码的电话按此解析',
      ),
    }),
    language: field.choice(
      label('Language', '语言'),
      { en: { label: label('English', '英语') }, zh: { label: label('Chinese', '中文') } },
      { required: true, default: 'en' },
    ),
    timezone: field.text(label('Time zone', '时区'), { max: 60 }),
    lapse_days: field.integer(label('Lapsed after (days)', '流失天数'), {
      required: true,
      default: 180,
      min: 1,
      help: label('Customers without an order for so long count as lapsed', '超过该天数无订单的客户视为流失'),
    }),
    cost_share: field.percent(label('Cost share', '成本比例'), {
      required: true,
      default: 60,
      min: 0,
      max: 100,
      help: label(
        'Cost of goods in percent of the price where a product has no cost; charges cost none',
        '产品无成本时，按售价的百分比计算成本；费用类不计成本',
      ),
    }),
    sample: field.boolean(label('Holds the sample company', '包含示例公司'), { derived: true }),
  },
  list: { columns: ['name', 'currency', 'country'], sort: 'name' },
  page: {
    sections: [
      {
        label: label('Organisation', '组织'),
        fields: ['name', 'currency', 'country', 'language', 'timezone', 'lapse_days', 'cost_share'],
      },
    ],
  },
  grants: {
    manager: { create: 'none', update: 'none', delete: 'none' },
    member: { create: 'none', update: 'none', delete: 'none' },
  },
})
