import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { nothing, route } from '../route.ts'

const tab = /^[\w-]{8,64}$/

export const presenceRoutes = [
  route({
    method: 'POST',
    path: '/presence',
    tag: 'changes',
    id: 'sayPresence',
    summary: 'Say that a record is open on this page, and which field is written in',
    about:
      'Said again every 15 seconds; forgotten after 40. The stream of changes with the same "tab" hears of others at the same record by events "presence". Nothing is stored.',
    who: 'person',
    body: {
      tab: field.text(label('Page', '页面'), { required: true }),
      object: field.text(label('Object', '对象'), { required: true }),
      record: field.text(label('Record', '记录'), { required: true }),
      field: field.text(label('Field that is written in', '正在编辑的字段')),
      gone: field.boolean(label('The page is left', '已离开页面')),
    },
    answers: { 204: nothing },
    problems: ['invalid', 'not_found'],
    handle: async ({ house, caller, body }) => {
      if (!tab.test(body.tab)) throw new Problem('invalid', '"tab" must be 8 to 64 letters and digits.', { fields: {} })
      const { id: user, name } = caller.person
      const page = { tab: body.tab, user, name, object: body.object.slice(0, 60), record: body.record.slice(0, 60) }
      if (body.gone) return house.presence.say({ ...page, field: null, gone: true })
      await house.as(caller.person).get(body.object, body.record)
      house.presence.say({ ...page, field: body.field?.slice(0, 60) ?? null })
    },
  }),
]
