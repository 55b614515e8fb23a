import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { ErrorCode } from '../../errors.ts'
import type { Access } from '../../records/access.ts'
import { cookieName } from '../auth/cookie.ts'
import { bodySchema } from '../body.ts'
import type { ObjectRoute } from '../objects/route.ts'
import type { Parameters } from '../query.ts'
import type { Answer, Method, Route } from '../route.ts'
import { namesOf, pascal } from './names.ts'
import { objectSchemas, sortable } from './object-schemas.ts'
import { everywhere, problemResponses, problemSchema, problemsOf, whenChanging, whenPerson } from './problems.ts'

type Operation = Readonly<Record<string, unknown>>
type Paths = Record<string, Record<string, Operation>>

const jsonContent = (schema: Schema) => ({ 'application/json': { schema } })

const queryParameters = (query: Parameters = {}, changed: Readonly<Record<string, Schema>> = {}) =>
  Object.entries(query).map(([name, { about, schema }]) => ({
    name,
    in: 'query',
    description: about,
    schema: changed[name] ?? schema,
  }))

const pathParameters = (path: string) =>
  [...path.matchAll(/:([a-z_]+)/g)].map(([, name]) => {
    const schema = name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' }
    return { name, in: 'path', required: true, schema }
  })

const headerParameters = (headers: ObjectRoute['headers'] = {}) =>
  Object.entries(headers).map(([name, { about, schema }]) => ({ name, in: 'header', description: about, schema }))

const templated = (path: string): string => path.replace(/:([a-z_]+)/g, '{$1}')

const answersOf = (answers: { readonly [status: number]: Answer }) =>
  Object.fromEntries(
    Object.entries(answers).map(([status, { about, schema, type }]) => {
      if (schema === null) return [status, { description: about }]
      const content = type ? { [type]: { schema: schema ?? {} } } : jsonContent(schema ?? {})
      return [status, { description: about, content }]
    }),
  )

const codesOf = (method: Method, person: boolean, own: readonly ErrorCode[] = []): ErrorCode[] => [
  ...new Set([...own, ...everywhere, ...(person ? whenPerson : []), ...(method === 'GET' ? [] : whenChanging)]),
]

const put = (paths: Paths, path: string, method: Method, operation: Operation): void => {
  const at = templated(`/api/v1${path}`)
  paths[at] ??= {}
  paths[at][method.toLowerCase()] = operation
}

const described = (summary: string, about: string | undefined) => ({ summary, ...(about && { description: about }) })

function fixedOperation(route: Route): Operation {
  const person = route.who !== 'anyone'
  const needsAbility = person && route.who !== 'person'
  const codes = codesOf(route.method, person, [
    ...(route.problems ?? []),
    ...(needsAbility ? (['ability_missing'] as const) : []),
    ...(route.query ? (['query_invalid'] as const) : []),
  ])
  const raw = route.raw && {
    description: route.raw.about,
    required: true,
    content: Object.fromEntries(
      route.raw.types.map((type) => [
        type,
        {
          schema: type.startsWith('multipart')
            ? { type: 'object', properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } } }
            : {},
        },
      ]),
    ),
  }
  return {
    tags: [route.tag],
    operationId: route.id,
    ...described(route.summary, route.about),
    ...(person ? {} : { security: [] }),
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.body && { requestBody: { required: true, content: jsonContent(bodySchema(route.body)) } }),
    ...(raw && { requestBody: raw }),
    responses: { ...answersOf(route.answers), ...problemsOf(codes) },
    'x-problems': codes,
  }
}

/** The parameters of lists say what can be sorted and filtered of this very object. */
const listParameters = ({ object, seen }: Access): Readonly<Record<string, Schema>> => ({
  filter: {
    type: 'string',
    contentMediaType: 'application/json',
    contentSchema: namesOf(object).filter,
    description: `JSON of ${pascal(object.name)}Filter`,
  },
  sort: {
    type: 'string',
    pattern: '^-?[a-z][a-z0-9_]*(,-?[a-z][a-z0-9_]*)*$',
    description: `Of: ${sortable(object, seen).join(', ')}`,
    default: object.list.sort,
  },
})

const idWord = (route: ObjectRoute, object: ObjectDefinition): string =>
  route.id === 'list' ? `list${pascal(object.plural)}` : `${route.id}${pascal(object.name)}`

function objectOperation(route: ObjectRoute, access: Access): Operation {
  const { object } = access
  const names = namesOf(object)
  const codes = codesOf(route.method, true, route.problems)
  return {
    tags: [object.plural],
    operationId: idWord(route, object),
    ...described(route.summary(object), route.about),
    parameters: [
      ...pathParameters(route.path),
      ...headerParameters(route.headers),
      ...queryParameters(route.query, listParameters(access)),
    ],
    ...(route.body && { requestBody: { required: true, content: jsonContent(route.body(names)) } }),
    responses: { ...answersOf(route.answers(names, object)), ...problemsOf(codes) },
    'x-problems': codes,
  }
}

function verbOperations(paths: Paths, access: Access): void {
  const { object } = access
  for (const [name, verb] of Object.entries(object.verbs ?? {})) {
    const codes = codesOf('POST', true, ['invalid', 'forbidden', 'not_found', 'verb_missing'])
    put(paths, `/${object.plural}/:id/${name}`, 'POST', {
      tags: [object.plural],
      operationId: `${name}${pascal(object.name)}`,
      summary: verb.label.en,
      parameters: pathParameters(':id'),
      requestBody: { required: false, content: jsonContent(bodySchema(verb.input ?? {})) },
      responses: { '200': { description: 'Done', content: jsonContent({}) }, ...problemsOf(codes) },
      'x-problems': codes,
    })
  }
}

export interface DocumentParts {
  /** The objects that may be seen, with what may be done with each. */
  readonly accesses: readonly Access[]
  readonly routes: readonly Route[]
  readonly objectRoutes: readonly ObjectRoute[]
}

const about = `Every object of the CRM has the same addresses, and so have the objects and fields that users add.
Lists page by cursor. Errors are problems (RFC 9457) with a code from a closed list, the fields and what would be right.
Programs send an API key: \`Authorization: Bearer rapport_…\`. Requests are counted by person or key: see the header RateLimit.`

/** OpenAPI 3.1 of everything this server answers, from the vocabulary and the list of routes. */
export function openApi({ accesses, routes, objectRoutes }: DocumentParts) {
  const paths: Paths = {}
  for (const access of accesses) {
    for (const route of objectRoutes) {
      if (access.scopes[route.needs] === 'none' || route.of?.(access.object) === false) continue
      put(paths, `/${access.object.plural}${route.path}`, route.method, objectOperation(route, access))
    }
    verbOperations(paths, access)
  }
  // A route of its own stands before what every object has: files come in as bytes, not as values.
  for (const route of routes) put(paths, route.path, route.method, fixedOperation(route))
  const fixedTags = [...new Set(routes.map((route) => route.tag))]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rapport',
      version: '1',
      description: about,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { cookie: [] }],
    tags: [
      ...accesses.map(({ object }) => ({ name: object.plural, description: object.help?.en ?? object.labels.en })),
      ...fixedTags.map((name) => ({ name })),
    ],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key' },
        cookie: { type: 'apiKey', in: 'cookie', name: cookieName, description: 'Set by signing in' },
      },
      schemas: { Problem: problemSchema, ...Object.assign({}, ...accesses.map(objectSchemas)) },
      responses: problemResponses(),
    },
  }
}
