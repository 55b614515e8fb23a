import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { id, nothing, route, shape } from '../route.ts'

const start = route({
  method: 'POST',
  path: '/insights/runs',
  tag: 'insights',
  id: 'startInsight',
  summary: 'Begin a piece of analytic work',
  about:
    'It runs in a thread of its own; how far it is stands in `/insight_runs/{id}`. While work of the same kind about the same record waits or runs, that run is answered.',
  who: 'person',
  body: {
    kind: field.code(label('Kind', '类型'), { required: true, max: 50 }),
    about: field.reference(label('About', '关于')),
    input: field.json(label('Settings', '设置')),
  },
  answers: { 202: { about: 'The run', schema: shape({ run: id }) } },
  problems: ['invalid', 'not_found', 'forbidden'],
  handle: async ({ house, caller, body, reply }) => {
    const input = typeof body.input === 'object' && body.input !== null ? body.input : {}
    reply.status(202)
    return { run: await house.insights.start(caller.person, body.kind, input, body.about ?? null) }
  },
})

const cancel = route({
  method: 'POST',
  path: '/insights/runs/:id/cancel',
  tag: 'insights',
  id: 'cancelInsight',
  summary: 'Cancel a piece of analytic work',
  about: 'What served before goes on serving.',
  who: 'person',
  answers: { 204: nothing },
  problems: ['forbidden', 'verb_refused'],
  handle: async ({ house, caller, params, reply }) => {
    await house.insights.cancel(caller.person, params.id!)
    reply.status(204)
  },
})

export const insightRoutes = [start, cancel]
