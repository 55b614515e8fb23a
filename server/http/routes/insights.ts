import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { fairnessOf } from '../../insights/fairness.ts'
import { askOwn } from '../../insights/own.ts'
import { modelToServe, reportOf, scoresOf } from '../../insights/view.ts'
import { watchedOf } from '../../insights/watched.ts'
import { share, text } from '../query.ts'
import { id, listOf, nothing, route, shape } from '../route.ts'

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

const own = route({
  method: 'POST',
  path: '/insights/models',
  tag: 'insights',
  id: 'askOwnQuestion',
  summary: 'Ask a question of your own: any field of yes and no, choices, numbers or dates',
  about: 'A field for the answers is added to the object, and learning begins.',
  who: 'designer',
  body: {
    object: field.code(label('Object', '对象'), { required: true, max: 50 }),
    target: field.code(label('Field', '字段'), { required: true, max: 50 }),
    population: field.json(label('Which records', '适用记录')),
    refresh: field.choice(
      label('Learns anew', '重新训练'),
      { nightly: { label: label('Every night when needed', '每晚按需') }, manual: { label: label('By hand', '手动') } },
      { default: 'nightly' },
    ),
  },
  answers: { 201: { about: 'The model, and the run that learns', schema: shape({ model: id, run: id }) } },
  problems: ['invalid', 'not_found', 'forbidden', 'ability_missing'],
  handle: async ({ house, caller, body, reply }) => {
    const parts = { db: house.db, vocabulary: house.vocabulary(), now: house.clock().toISOString() }
    const { object, target, population } = body
    const asked = { object, target, population: population ?? null, refresh: body.refresh ?? 'nightly' } as const
    const model = await askOwn(parts, house.as(caller.person), caller.person, asked)
    reply.status(201)
    return { model, run: await house.insights.start(caller.person, 'train', { model }, `model/${model}`) }
  },
})

const report = route({
  method: 'GET',
  path: '/insights/versions/:id',
  tag: 'insights',
  id: 'getInsightReport',
  summary: 'All that is known of a version of a model',
  about:
    'What it learned from and what was refused and why, how methods compared, how good it was on data it had not seen; `withdrawn` counts the records it learned from that were erased, or whose customer refused profiling, since when: its model is retrained at night.',
  who: 'person',
  answers: { 200: { about: 'The version and its report', schema: shape({ version: {}, report: {}, withdrawn: {} }) } },
  problems: ['not_found'],
  handle: ({ house, caller, params }) => reportOf(house.db, house.vocabulary(), house.as(caller.person), params.id!),
})

const fairness = route({
  method: 'GET',
  path: '/insights/versions/:id/fairness',
  tag: 'insights',
  id: 'getInsightFairness',
  summary: 'Whether a version of a model is as good for each group',
  about:
    'Groups by a field of the records (yes and no, a choice, a short text, or age by a birthday; also one that models do not learn from), on the cases kept apart: base rate, share above the threshold, found and falsely found, calibration and AUC with 95 % intervals, and which differences are more than chance (Holm).',
  who: 'person',
  query: { field: text('The field', 60), above: share('Scores from here on count as yes; 0.5 when absent') },
  answers: {
    200: {
      about: 'The groups',
      schema: shape({
        field: { type: 'string' },
        task: { type: 'string' },
        above: { type: 'number' },
        fewest: { type: 'object' },
        groups: listOf({ type: 'object' }),
        others: { type: 'object' },
        gone: { type: 'integer' },
        differences: listOf({ type: 'object' }),
      }),
    },
  },
  problems: ['not_found', 'invalid', 'ability_missing'],
  handle: ({ house, caller, params, query }) =>
    fairnessOf({ db: house.db, vocabulary: house.vocabulary() }, house.as(caller.person), caller.person, {
      version: params.id!,
      field: query.field ?? '',
      above: query.above ?? 0.5,
    }),
})

const watched = route({
  method: 'GET',
  path: '/insights/models/:id/watched',
  tag: 'insights',
  id: 'getInsightWatched',
  summary: 'What versions of a model said month by month, and what came',
  about:
    'Each version on cases that it had not seen, by the month of the case: mean of what was said and of what came, with the range that chance allows for shares. Empty for choices.',
  who: 'person',
  answers: { 200: { about: 'The earliest month first', schema: shape({ data: listOf({ type: 'object' }) }) } },
  problems: ['not_found'],
  handle: async ({ house, caller, params }) => ({
    data: await watchedOf(house.db, house.as(caller.person), params.id!),
  }),
})

const serving = route({
  method: 'POST',
  path: '/insights/versions/:id/serve',
  tag: 'insights',
  id: 'serveInsightVersion',
  summary: 'Let a version serve: approve it, or go back to it',
  about:
    'The records are scored with it first, and it serves from then on; the run is answered. Should that fail, what served goes on.',
  who: 'person',
  answers: { 202: { about: 'The run that scores', schema: shape({ run: id }) } },
  problems: ['not_found', 'forbidden'],
  handle: async ({ house, caller, params, reply }) => {
    const version = params.id!
    const model = await modelToServe(house.as(caller.person), caller.person, version)
    reply.status(202)
    // About the version: asking for another meanwhile is another piece of work, and the later one counts.
    return { run: await house.insights.start(caller.person, 'score', { model, version }, `model_version/${version}`) }
  },
})

const scores = route({
  method: 'GET',
  path: '/insights/scores/:object/:id',
  tag: 'insights',
  id: 'getScores',
  summary: 'The scores of a record, with their reasons',
  about:
    'What speaks for and against, similar past cases that the person may see and how they ended, and how often scores like this came true.',
  who: 'person',
  answers: { 200: { about: 'The scores', schema: shape({ data: listOf({}) }) } },
  problems: ['not_found'],
  handle: async ({ house, caller, params }) => {
    const records = house.as(caller.person)
    const row = await records.get(params.object!, params.id!)
    const object = house.vocabulary().find(params.object!)!
    const fields = new Map(
      Object.entries(object.fields).flatMap(([name, field]) =>
        field.scored && name in row ? [[field.scored, name] as const] : [],
      ),
    )
    return { data: await scoresOf(house.db, records, { object: object.name, title: object.title, row, fields }) }
  },
})

export const insightRoutes = [start, cancel, own, report, fairness, watched, serving, scores]
