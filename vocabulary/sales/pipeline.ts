import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A way of selling, as a row of stages. */
export const pipeline = defineObject({
  name: 'pipeline',
  plural: 'pipelines',
  concept: 'sales',
  ownerless: true,
  label: label('Pipeline', '销售管道'),
  labels: label('Pipelines', '销售管道'),
  icon: 'filter',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, index: true, key: true }),
    description: field.longText(label('Description', '描述')),
    active: field.boolean(label('In use', '启用'), { default: true }),
  },
  list: { columns: ['name', 'active', 'updated_at'], sort: 'name' },
  page: { sections: [{ label: label('Pipeline', '销售管道'), fields: ['name', 'active', 'description'] }] },
  grants: {
    manager: { create: 'all', update: 'all', delete: 'all' },
    member: { create: 'none', update: 'none', delete: 'none' },
  },
})
