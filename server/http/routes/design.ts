import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { flag } from '../query.ts'
import { id, listOf, moment, nothing, orNull, route, shape, text } from '../route.ts'

const step = shape({
  batch: id,
  at: moment,
  person: orNull(shape({ id, name: text })),
  changes: listOf(shape({ verb: text, kind: text, object: text, name: text, before: {}, after: {} })),
  takes_back: orNull(id),
  taken_back: { type: 'boolean' },
})

const kindParameter = (kind: string): 'field' | 'object' => (kind === 'object' ? 'object' : 'field')

export const designRoutes = [
  route({
    method: 'GET',
    path: '/design/changes',
    tag: 'designer',
    id: 'listDesignChanges',
    summary: 'What was changed of objects, fields, rules, roles, teams, people and stages, and by whom',
    who: 'designer',
    answers: { 200: { about: 'Steps, newest first', schema: shape({ data: listOf(step) }) } },
    handle: async ({ house, caller }) => ({ data: await house.custom.history(caller.person) }),
  }),
  route({
    method: 'POST',
    path: '/design/changes/:batch/take-back',
    tag: 'designer',
    id: 'takeBackDesign',
    summary: 'Take a step of design back, with the records that it changed',
    about: 'Refused when a definition has been changed since: take the later change back first.',
    who: 'designer',
    answers: { 204: nothing },
    problems: ['definition_invalid', 'definition_busy', 'not_found'],
    handle: ({ house, caller, params }) => house.custom.takeBack(caller.person, params.batch!),
  }),
  route({
    method: 'GET',
    path: '/design/trash',
    tag: 'designer',
    id: 'listDesignTrash',
    summary: 'Fields and objects in the trash, and until when they can be taken back',
    who: 'designer',
    answers: {
      200: {
        about: 'What lies there',
        schema: shape({
          data: listOf(
            shape({ kind: text, object: text, name: text, definition: {}, removed_at: moment, until: moment }),
          ),
        }),
      },
    },
    handle: async ({ house, caller }) => ({ data: await house.custom.trash(caller.person) }),
  }),
  route({
    method: 'POST',
    path: '/design/trash/:kind/:object/:name/restore',
    tag: 'designer',
    id: 'restoreDesign',
    summary: 'Take a field or an object out of the trash, with what it held',
    who: 'designer',
    answers: { 204: nothing },
    problems: ['definition_invalid', 'definition_busy', 'not_found'],
    handle: ({ house, caller, params }) =>
      house.custom.restore(caller.person, kindParameter(params.kind!), params.object!, params.name!),
  }),
  route({
    method: 'PUT',
    path: '/design/rules/:object/:name',
    tag: 'designer',
    id: 'putRule',
    summary: 'Add or change a rule: fields that are required, shown or read-only while a condition holds',
    who: 'designer',
    body: { rule: field.json(label('Rule', '规则'), { required: true }) },
    answers: { 200: { about: 'The rule', schema: { type: 'object' } } },
    problems: ['invalid', 'definition_invalid', 'definition_busy', 'not_found'],
    handle: ({ house, caller, params, body }) =>
      house.custom.putRule(caller.person, params.object!, params.name!, body.rule),
  }),
  route({
    method: 'DELETE',
    path: '/design/rules/:object/:name',
    tag: 'designer',
    id: 'removeRule',
    summary: 'Remove a rule',
    who: 'designer',
    answers: { 204: nothing },
    problems: ['definition_invalid', 'definition_busy', 'not_found'],
    handle: ({ house, caller, params }) => house.custom.removeRule(caller.person, params.object!, params.name!),
  }),
  route({
    method: 'GET',
    path: '/design/configuration',
    tag: 'designer',
    id: 'exportConfiguration',
    summary: 'Everything that was designed, as one file',
    about: 'Objects, fields, choices, rules and their order; roles, pipelines with stages, and the views of everyone.',
    who: 'designer',
    answers: { 200: { about: 'The configuration', schema: { type: 'object' } } },
    handle: ({ house, caller }) => house.custom.exportConfiguration(caller.person),
  }),
  route({
    method: 'POST',
    path: '/design/configuration',
    tag: 'designer',
    id: 'importConfiguration',
    summary: 'Bring a configuration in, whole or not at all',
    about:
      'What is not in the file stays. With `preview` it is judged and nothing is kept. It is one step among the changes of design, and can be taken back whole.',
    who: 'designer',
    query: { preview: flag('Only say what would change') },
    body: { file: field.json(label('File', '文件'), { required: true }) },
    answers: {
      200: {
        about: 'What changes',
        schema: shape({ data: listOf(shape({ what: text, object: text, name: text, change: text })) }),
      },
    },
    problems: ['invalid', 'definition_invalid', 'definition_busy', 'ability_missing'],
    handle: async ({ house, caller, body, query }) => {
      const data = await house.custom.importConfiguration(caller.person, body.file, query.preview === true)
      if (!query.preview) house.written(house.vocabulary().find('role')!, caller.person)
      return { data }
    },
  }),
  route({
    method: 'GET',
    path: '/design/recounts',
    tag: 'designer',
    id: 'listRecounts',
    summary: 'How far the values of formulas and roll-ups have been worked out',
    who: 'person',
    answers: {
      200: {
        about: 'Those under way',
        schema: shape({
          data: listOf(
            shape({ object: text, fields: listOf(text), total: { type: 'integer' }, done: { type: 'integer' } }),
          ),
        }),
      },
    },
    handle: async ({ house }) => ({ data: await house.custom.recounts() }),
  }),
]
