import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A saved way of looking at a list: filter, columns, order. Private, for a team, or for everyone. */
export const view = defineObject({
  name: 'view',
  plural: 'views',
  concept: 'system',
  hidden: true,
  label: label('View', '视图'),
  labels: label('Views', '视图'),
  icon: 'layout-list',
  title: 'name',
  sharing: 'sharing',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, index: true }),
    object: field.code(label('Object', '对象'), { required: true, index: true }),
    layout: field.choice(
      label('Layout', '布局'),
      {
        list: { label: label('List', '列表') },
        split: { label: label('Side by side', '并排') },
        board: { label: label('Board', '看板') },
        calendar: { label: label('Calendar', '日历') },
        timeline: { label: label('Timeline', '时间线') },
      },
      { required: true, default: 'list' },
    ),
    sharing: field.choice(
      label('For', '共享范围'),
      {
        private: { label: label('Me', '仅自己') },
        team: { label: label('My team', '我的团队') },
        everyone: { label: label('Everyone', '所有人') },
      },
      { required: true, default: 'private' },
    ),
    settings: field.json(label('Settings', '设置')),
    position: field.number(label('Position', '顺序')),
  },
  list: { columns: ['name', 'object', 'layout', 'sharing', 'owner'], sort: 'name' },
  grants: {
    manager: { create: 'all', update: 'own', delete: 'own' },
    member: { create: 'all', update: 'own', delete: 'own' },
    viewer: { create: 'own', update: 'own', delete: 'own' },
  },
  page: { sections: [{ label: label('View', '视图'), fields: ['name', 'object', 'layout', 'sharing', 'settings'] }] },
})
