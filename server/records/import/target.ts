import type { Field } from '@rapport/vocabulary/define/field.ts'
import { type ObjectDefinition, systemFields } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

/** Parts of an address that a column may fill, with the names under which files call them. */
export const addressParts: { readonly [part: string]: readonly string[] } = {
  street: ['street', 'address', 'address line', 'street address', 'address line 1', '街道', '地址', '详细地址'],
  city: ['city', 'town', 'place', 'locality', '城市', '市'],
  region: ['region', 'state', 'province', 'county', '省', '省份', '州'],
  postcode: ['postcode', 'postal code', 'zip', 'zip code', 'plz', '邮编', '邮政编码'],
  country: ['address country', 'country code'],
  lat: ['lat', 'latitude', '纬度'],
  lng: ['lng', 'lon', 'longitude', '经度'],
}

/** Where a column goes: a field of the object that a row is, or of one that its links lead to. */
export interface Target {
  /** Path of links from the row's object: "" itself, "order.customer". */
  readonly node: string
  readonly object: ObjectDefinition
  readonly name: string
  readonly field: Field
  /** Part of an address. */
  readonly part?: string
}

/** Objects that files may hold: all but those of the system; parts come with their whole. */
export const isImportable = (object: ObjectDefinition): boolean =>
  (object.concept !== 'system' || object.name === 'tag') && (!object.hidden || object.partOf !== undefined)

/** Fields that a file may give. */
export const givenFields = (object: ObjectDefinition): [string, Field][] =>
  Object.entries(object.fields).filter(
    ([name, field]) =>
      !field.derived && (name === 'owner' || !Object.hasOwn(systemFields, name)) && field.kind !== 'json',
  )

/** Where a path such as "order.customer.emails" or "addresses.city" leads; undefined when it leads nowhere. */
export const targetOf = (vocabulary: Vocabulary, root: string, path: string): Target | undefined => {
  let object = vocabulary.find(root)
  const steps = path.split('.')
  const links: string[] = []
  for (const [at, step] of steps.entries()) {
    const field = object && Object.hasOwn(object.fields, step) ? object.fields[step] : undefined
    if (!object || !field || field.derived) return undefined
    const rest = steps.slice(at + 1)
    if (rest.length === 0) return { node: links.join('.'), object, name: step, field }
    if (field.kind === 'addresses' && rest.length === 1 && Object.hasOwn(addressParts, rest[0]!))
      return { node: links.join('.'), object, name: step, field, part: rest[0]! }
    if (field.kind !== 'link') return undefined
    links.push(step)
    object = vocabulary.find(field.to!)
  }
  return undefined
}

/** An object reached from the row's object by a path of links. */
export interface Node {
  readonly path: string
  readonly object: ObjectDefinition
}

const followed = (vocabulary: Vocabulary, node: Node, root: ObjectDefinition): Node[] =>
  Object.entries(node.object.fields).flatMap(([name, field]) => {
    const to = field.kind === 'link' && !field.derived && name !== 'owner' ? vocabulary.find(field.to!) : undefined
    const inPath = to && to.name === root.name && !(node.path === '' && to.name === 'customer')
    if (!to || inPath || !isImportable(to) || (to.partOf && to.partOf !== '')) return []
    return [{ path: node.path === '' ? name : `${node.path}.${name}`, object: to }]
  })

/** The row's object and those that its links lead to, two steps far; the second step only through the whole of a part. */
export const nodesOf = (vocabulary: Vocabulary, root: ObjectDefinition): Node[] => {
  const start: Node = { path: '', object: root }
  const first = followed(vocabulary, start, root)
  const whole = first.find((node) => node.path === root.partOf)
  return [start, ...first, ...(whole ? followed(vocabulary, whole, root) : [])]
}
