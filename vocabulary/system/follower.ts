import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

const own = { read: 'all', create: 'own', update: 'none', delete: 'own', export: 'none' } as const

/** Somebody who wants to hear of every change of a record: its owner. */
export const follower = defineObject({
  name: 'follower',
  plural: 'followers',
  concept: 'system',
  hidden: true,
  label: label('Follower', '关注者'),
  labels: label('Followers', '关注者'),
  icon: 'bell',
  title: 'about',
  follows: 'about',
  fields: {
    about: field.reference(label('About', '关于'), { required: true, index: true }),
  },
  list: { columns: ['about', 'owner', 'created_at'], sort: '-created_at' },
  page: { sections: [{ label: label('Follower', '关注者'), fields: ['about', 'owner'] }] },
  grants: { manager: own, member: own, viewer: own },
})
