import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A word that groups records across objects. */
export const tag = defineObject({
  name: 'tag',
  plural: 'tags',
  concept: 'system',
  ownerless: true,
  label: label('Tag', '标签'),
  labels: label('Tags', '标签'),
  icon: 'tags',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), {
      required: true,
      max: 60,
      unique: true,
      key: true,
      search: true,
      index: true,
    }),
    colour: field.choice(
      label('Colour', '颜色'),
      {
        gray: { label: label('Grey', '灰'), colour: 'gray' },
        red: { label: label('Red', '红'), colour: 'red' },
        orange: { label: label('Orange', '橙'), colour: 'orange' },
        yellow: { label: label('Yellow', '黄'), colour: 'yellow' },
        green: { label: label('Green', '绿'), colour: 'green' },
        teal: { label: label('Teal', '青'), colour: 'teal' },
        blue: { label: label('Blue', '蓝'), colour: 'blue' },
        indigo: { label: label('Indigo', '靛'), colour: 'indigo' },
        violet: { label: label('Violet', '紫'), colour: 'violet' },
        pink: { label: label('Pink', '粉'), colour: 'pink' },
      },
      { required: true, default: 'gray' },
    ),
  },
  list: { columns: ['name', 'colour', 'created_at'], sort: 'name' },
  page: { sections: [{ label: label('Tag', '标签'), fields: ['name', 'colour'] }] },
})
