import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Rule } from '@rapport/vocabulary/define/rule.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { client, vocabularyQuery } from '../../session.ts'

/** A definition in the trash. */
export interface Removed {
  readonly kind: 'field' | 'object'
  readonly object: string
  readonly name: string
  readonly definition: { readonly label: Field['label'] }
  readonly until: string
}

/** What was designed at once. */
export interface Step {
  readonly batch: string
  readonly at: string
  readonly person: { readonly id: string; readonly name: string } | null
  readonly changes: readonly {
    readonly verb: string
    readonly kind: 'field' | 'object' | 'built_in' | 'order' | 'rule' | 'configuration' | 'record'
    readonly object: string
    readonly name: string
    readonly before: unknown
    readonly after: unknown
  }[]
  readonly takes_back: string | null
  readonly taken_back: boolean
}

/** After a change of definitions: this screen at once, the others hear of it through the feed. */
export const designed = async (): Promise<void> => {
  await Promise.all([
    client.invalidateQueries({ queryKey: vocabularyQuery.queryKey }),
    client.invalidateQueries({ queryKey: ['design'] }),
  ])
}

const changing = async <T>(work: Promise<T>): Promise<T> => {
  const made = await work
  await designed()
  return made
}

export const addField = (object: string, name: string, field: unknown) =>
  changing(call('POST', '/custom-fields', { body: { object, name, field } }))
export const changeField = (object: string, name: string, field: unknown, replace: unknown) =>
  changing(call('PATCH', `/custom-fields/${object}/${name}`, { body: { field, replace } }))
export const removeField = (object: string, name: string) =>
  changing(call('DELETE', `/custom-fields/${object}/${name}`))
export const forget = ({ kind, object, name }: Removed) =>
  changing(
    call('DELETE', kind === 'object' ? `/custom-objects/${name}` : `/custom-fields/${object}/${name}`, {
      query: { forever: 1 },
    }),
  )
export const restore = (kind: string, object: string, name: string) =>
  changing(call('POST', `/design/trash/${kind}/${object}/${name}/restore`))
export const orderFields = (object: string, fields: readonly string[]) =>
  changing(call('PUT', `/custom-objects/${object}/order`, { body: { fields } }))
export const addObject = (object: unknown) => changing(call('POST', '/custom-objects', { body: { object } }))
export const changeObject = (name: string, object: unknown) =>
  changing(call('PATCH', `/custom-objects/${name}`, { body: { object } }))
export const removeObject = (name: string) => changing(call('DELETE', `/custom-objects/${name}`))
export const putRule = (object: string, name: string, rule: unknown) =>
  changing(call<Rule>('PUT', `/design/rules/${object}/${name}`, { body: { rule } }))
export const removeRule = (object: string, name: string) => changing(call('DELETE', `/design/rules/${object}/${name}`))
export const takeBack = (batch: string) => changing(call('POST', `/design/changes/${batch}/take-back`))
export const usesOf = async (object: string, name: string): Promise<Readonly<Record<string, number>>> =>
  (await call<{ uses: Record<string, number> }>('GET', `/custom-fields/${object}/${name}/uses`)).uses

const listed =
  <T>(path: string) =>
  async ({ signal }: { signal: AbortSignal }) =>
    (await call<{ data: readonly T[] }>('GET', path, { signal })).data

export const useTrash = () =>
  useQuery({ queryKey: ['design', 'trash'], queryFn: listed<Removed>('/design/trash') }).data ?? []
export const useSteps = () => useQuery({ queryKey: ['design', 'changes'], queryFn: listed<Step>('/design/changes') })

interface Recount {
  readonly object: string
  readonly fields: readonly string[]
  readonly total: number
  readonly done: number
}
/** How far derived values have been worked out; asked again while some are. */
export const useRecounts = () =>
  useQuery({
    queryKey: ['design', 'recounts'],
    queryFn: listed<Recount>('/design/recounts'),
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? 1_000 : false),
  }).data ?? []
