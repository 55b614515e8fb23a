import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A branch of the category tree. */
export const category = defineObject({
  name: 'category',
  plural: 'categories',
  concept: 'products',
  ownerless: true,
  label: label('Category', '类别'),
  labels: label('Categories', '类别'),
  icon: 'category',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), {
      required: true,
      max: 200,
      search: true,
      index: true,
      key: true,
      aliases: ['category', 'product category', 'product group', '类别', '分类', '品类'],
    }),
    parent: field.link(label('Above', '上级类别'), { to: 'category', reverse: label('Below', '下级类别') }),
    description: field.longText(label('Description', '描述')),
  },
  list: { columns: ['name', 'parent', 'updated_at'], sort: 'name' },
  page: { sections: [{ label: label('Category', '类别'), fields: ['name', 'parent', 'description'] }] },
})
