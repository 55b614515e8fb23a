import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { Problem } from '../../errors.ts'
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
  summary: 'Change a field that users added',
  about: 'Everything but its kind and what it links to.',
  who: 'designer',
  body: { field: definition },
  answers: { 200: { about: 'Changed', schema: customField } },
  problems: ['invalid', 'definition_invalid', 'definition_busy', 'not_found'],
  handle: async ({ house, caller, params, body }) => {
    const [object, name] = [params.object!, params.name!]
    return { object, name, field: await house.custom.changeField(caller.person, object, name, body.field) }
  },
})

const removeField = route({
  method: 'DELETE',
  path: '/custom-fields/:object/:name',
  tag: 'designer',
  id: 'removeCustomField',
  summary: 'Remove a field that users added, and what it holds',
  who: 'designer',
  answers: { 204: nothing },
  problems: ['definition_invalid', 'definition_busy', 'not_found'],
  handle: ({ house, caller, params }) => house.custom.removeField(caller.person, params.object!, params.name!),
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
  summary: 'Remove an object that users added and that holds no records',
  who: 'designer',
  answers: { 204: nothing },
  problems: ['definition_invalid', 'definition_busy', 'not_found'],
  handle: ({ house, caller, params }) => {
    if (!house.vocabulary().find(params.name!)?.custom)
      throw new Problem('not_found', 'There is no such object of users.')
    return house.custom.removeObject(caller.person, params.name!)
  },
})

export const customRoutes = [listFields, addField, changeField, removeField, listObjects, addObject, removeObject]
