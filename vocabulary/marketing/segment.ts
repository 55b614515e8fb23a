import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A group of customers: by a filter that stays true by itself, or a list that someone chose. */
export const segment = defineObject({
  name: 'segment',
  plural: 'segments',
  concept: 'marketing',
  label: label('Segment', '客户群'),
  labels: label('Segments', '客户群'),
  icon: 'chart-pie',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, search: true, index: true }),
    kind: field.choice(
      label('Kind', '类型'),
      {
        filter: { label: label('By filter', '按条件'), colour: 'blue' },
        list: { label: label('Chosen one by one', '手工选择'), colour: 'violet' },
        rfm: { label: label('By recency, frequency, money', '按 RFM 分层'), colour: 'teal' },
        cluster: { label: label('Found in the data', '数据发现'), colour: 'orange' },
      },
      { required: true, default: 'filter' },
    ),
    filter: field.json(label('Filter', '条件')),
    members: field.links(label('Members', '成员'), { to: 'customer', reverse: label('Segments', '客户群') }),
    description: field.longText(label('Description', '描述')),
  },
  list: { columns: ['name', 'kind', 'description', 'owner', 'updated_at'], sort: 'name' },
  page: {
    sections: [{ label: label('Segment', '客户群'), fields: ['name', 'kind', 'filter', 'members', 'description'] }],
  },
})
