import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { flag } from '../query.ts'
import { listOf, nothing, route, shape, text } from '../route.ts'

const definition = field.json(label('Definition', '定义'), { required: true })
const customField = shape({ object: text, name: text, field: { type: 'object' } })
const customFields = (vocabulary: Vocabulary) =>
  vocabulary.objects.flatMap((object) =>
    Object.entries(object.own)
      .filter(([, one]) => one.custom && !object.custom)
      .map(([name, one]) => ({ object: object.name, name, field: one })),
  )

const listFields = route({
  method: 'GET',
  path: '/custom-fields',
  tag: 'designer',
  id: 'listCustomFields',
  summary: 'The fields that users added',
  who: 'designer',
  answers: { 200: { about: 'The fields', schema: shape({ data: listOf(customField) }) } },
  handle: ({ house }) => ({ data: customFields(house.vocabulary()) }),
})

const addField = route({
  method: 'POST',
  path: '/custom-fields',
  tag: 'designer',
  id: 'addCustomField',
  summary: 'Add a field to an object',
  about: 'The name begins with x_. The field is a real column, in every list, filter, import and page at once.',
  who: 'designer',
  body: {
    object: field.code(label('Object', '对象'), { required: true, max: 50 }),
    name: field.code(label('Name', '名称'), { required: true, max: 50 }),
    field: definition,
  },
  answers: { 201: { about: 'Added', schema: customField } },
  problems: ['invalid', 'definition_invalid', 'definition_busy', 'not_found'],
  handle: async ({ house, caller, body }) => {
    const { object, name } = body
    return { object, name, field: await house.custom.addField(caller.person, object, name, body.field) }
  },
})

const changeField = route({
  method: 'PATCH',
  path: '/custom-fields/:object/:name',
  tag: 'designer',
  id: 'changeCustomField',
  summary: 'Change a field',
  about:
    'Everything but its kind and what it links to. Of a built-in field its label, help, choices and whether it is required may change. A choice that records have goes only when `replace` says what they get instead.',
  who: 'designer',
  body: { field: definition, replace: field.json(label('Replacements', '替换')) },
  answers: { 200: { about: 'Changed', schema: customField } },
  problems: ['invalid', 'definition_invalid', 'definition_busy', 'not_found'],
  handle: async ({ house, caller, params, body }) => {
    const [object, name] = [params.object!, params.name!]
    const replace = (body.replace ?? {}) as { readonly [choice: string]: string | null }
    return { object, name, field: await house.custom.changeField(caller.person, object, name, body.field, replace) }
  },
})

const removeField = route({
  method: 'DELETE',
  path: '/custom-fields/:object/:name',
  tag: 'designer',
  id: 'removeCustomField',
  summary: 'Move a field that users added to the trash',
  about: 'What it holds is kept for 30 days and comes back with it. With `forever` a field in the trash goes for good.',
  who: 'designer',
  query: { forever: flag('Empty the trash of it') },
  answers: { 204: nothing },
  problems: ['definition_invalid', 'definition_busy', 'not_found'],
  handle: ({ house, caller, params, query }) =>
    query.forever
      ? house.custom.forget(caller.person, 'field', params.object!, params.name!)
      : house.custom.removeField(caller.person, params.object!, params.name!),
})

const listObjects = route({
  method: 'GET',
  path: '/custom-objects',
  tag: 'designer',
  id: 'listCustomObjects',
  summary: 'The objects that users added',
  who: 'designer',
  answers: { 200: { about: 'The objects', schema: shape({ data: listOf({ type: 'object' }) }) } },
  handle: ({ house }) => ({ data: house.vocabulary().objects.filter((object) => object.custom) }),
})

const addObject = route({
  method: 'POST',
  path: '/custom-objects',
  tag: 'designer',
  id: 'addCustomObject',
  summary: 'Add an object',
  about: 'The name begins with x_. It has its own table, screens and addresses at once.',
  who: 'designer',
  body: { object: definition },
  answers: { 201: { about: 'The object as it is now', schema: { type: 'object' } } },
  problems: ['invalid', 'definition_invalid', 'definition_busy'],
  handle: ({ house, caller, body }) => house.custom.addObject(caller.person, body.object),
})

const removeObject = route({
  method: 'DELETE',
  path: '/custom-objects/:name',
  tag: 'designer',
  id: 'removeCustomObject',
  summary: 'Move an object that users added to the trash, with its records',
  about: 'It is kept for 30 days. With `forever` an object in the trash goes for good.',
  who: 'designer',
  query: { forever: flag('Empty the trash of it') },
  answers: { 204: nothing },
  problems: ['definition_invalid', 'definition_busy', 'not_found'],
  handle: ({ house, caller, params, query }) =>
    query.forever
      ? house.custom.forget(caller.person, 'object', params.name!, params.name!)
      : house.custom.removeObject(caller.person, params.name!),
})

const changeObject = route({
  method: 'PATCH',
  path: '/custom-objects/:name',
  tag: 'designer',
  id: 'changeCustomObject',
  summary: 'Change what an object that users added is called and how it looks',
  who: 'designer',
  body: { object: definition },
  answers: { 200: { about: 'The object as it is now', schema: { type: 'object' } } },
  problems: ['invalid', 'definition_invalid', 'definition_busy', 'not_found'],
  handle: ({ house, caller, params, body }) => house.custom.changeObject(caller.person, params.name!, body.object),
})

const orderFields = route({
  method: 'PUT',
  path: '/custom-objects/:name/order',
  tag: 'designer',
  id: 'orderCustomFields',
  summary: 'Set the order of the fields that users added to an object',
  who: 'designer',
  body: { fields: field.json(label('Fields', '字段'), { required: true }) },
  answers: { 204: nothing },
  problems: ['invalid', 'definition_invalid', 'definition_busy', 'not_found'],
  handle: ({ house, caller, params, body }) => house.custom.orderFields(caller.person, params.name!, body.fields),
})

const usesOfChoices = route({
  method: 'GET',
  path: '/custom-fields/:object/:name/uses',
  tag: 'designer',
  id: 'countChoices',
  summary: 'How many records have each choice of a field',
  who: 'designer',
  answers: {
    200: {
      about: 'Counts by choice',
      schema: shape({ uses: { type: 'object', additionalProperties: { type: 'integer' } } }),
    },
  },
  problems: ['not_found'],
  handle: async ({ house, caller, params }) => ({
    uses: await house.custom.uses(caller.person, params.object!, params.name!),
  }),
})

export const customRoutes = [
  listFields,
  addField,
  changeField,
  removeField,
  usesOfChoices,
  listObjects,
  addObject,
  changeObject,
  removeObject,
  orderFields,
]
