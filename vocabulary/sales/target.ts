import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** What a person, a team or everyone means to sell in a time: the plan that results are held against. */
export const target = defineObject({
  name: 'target',
  plural: 'targets',
  concept: 'sales',
  label: label('Target', '销售目标'),
  labels: label('Targets', '销售目标'),
  icon: 'target',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, search: true, index: true }),
    person: field.link(label('Person', '人员'), { to: 'user', reverse: label('Targets', '目标') }),
    team: field.link(label('Team', '团队'), { to: 'team', reverse: label('Targets', '目标') }),
    product: field.link(label('Product', '产品'), { to: 'product', reverse: label('Targets', '目标') }),
    measure: field.choice(
      label('Measure', '指标'),
      {
        revenue: { label: label('Revenue', '收入') },
        profit: { label: label('Profit', '利润') },
        orders: { label: label('Orders', '订单数') },
        deals_won: { label: label('Deals won', '赢单数') },
        new_customers: { label: label('New customers', '新客户数') },
      },
      { required: true, default: 'revenue' },
    ),
    goal: field.number(label('Goal', '目标值'), { required: true, min: 0 }),
    from: field.date(label('From', '开始日期'), { required: true, index: true }),
    until: field.date(label('Until', '结束日期'), { required: true, index: true }),
    note: field.longText(label('Remarks', '备注')),
  },
  list: { columns: ['name', 'person', 'team', 'measure', 'goal', 'from', 'until'], sort: '-from' },
  span: { from: 'from', until: 'until' },
  page: {
    numbers: ['goal'],
    sections: [
      {
        label: label('Target', '销售目标'),
        fields: ['name', 'person', 'team', 'product', 'measure', 'goal', 'from', 'until', 'note'],
      },
    ],
  },
})
