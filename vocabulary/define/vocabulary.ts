import type { Field } from './field.ts'
import type { ObjectDefinition } from './object.ts'

/** A link from one object's field to another object: what merges re-point and record pages list. */
export interface Backlink {
  readonly object: ObjectDefinition
  readonly name: string
  readonly field: Field
}

/** Everything the CRM talks about at one moment: the built-in objects with the users' own fields and objects. Immutable. */
export class Vocabulary {
  readonly objects: readonly ObjectDefinition[]
  readonly #byName: ReadonlyMap<string, ObjectDefinition>
  readonly #byPlural: ReadonlyMap<string, ObjectDefinition>
  readonly #backlinks = new Map<string, Backlink[]>()

  constructor(objects: readonly ObjectDefinition[]) {
    this.objects = objects
    this.#byName = new Map(objects.map((object) => [object.name, object]))
    this.#byPlural = new Map(objects.map((object) => [object.plural, object]))
    for (const object of objects)
      for (const [name, field] of Object.entries(object.fields))
        if (field.to && field.scored === undefined) this.#addBacklink(field.to, { object, name, field })
  }

  #addBacklink(to: string, backlink: Backlink): void {
    const known = this.#backlinks.get(to)
    if (known) known.push(backlink)
    else this.#backlinks.set(to, [backlink])
  }

  /** The object with this name, or undefined. */
  find(name: string): ObjectDefinition | undefined {
    return this.#byName.get(name)
  }

  /** The object with this plural (the path of its API), or undefined. */
  findPlural(plural: string): ObjectDefinition | undefined {
    return this.#byPlural.get(plural)
  }

  /** Every field of every object that points to this object. */
  linksTo(name: string): readonly Backlink[] {
    return this.#backlinks.get(name) ?? []
  }

  /** The objects whose records are parts of this one's: lines of an order, answers of a survey. */
  partsOf(name: string): readonly Backlink[] {
    return this.linksTo(name).filter((backlink) => backlink.object.partOf === backlink.name)
  }
}
