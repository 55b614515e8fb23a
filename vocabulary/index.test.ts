import { describe, expect, it } from 'vitest'
import { concepts } from './define/object.ts'
import { objects, vocabulary } from './index.ts'

describe('the vocabulary', () => {
  it('has no two objects with the same name or path', () => {
    expect(new Set(objects.map((object) => object.name)).size).toBe(objects.length)
    expect(new Set(objects.map((object) => object.plural)).size).toBe(objects.length)
  })

  it.each(objects.map((object) => [object.name, object] as const))(
    'describes %s without loose ends',
    (_name, object) => {
      expect(concepts).toContain(object.concept)
      for (const [name, field] of Object.entries(object.fields)) {
        expect(field.label.en, name).not.toBe('')
        expect(field.label.zh, name).not.toBe('')
        if (field.to) expect(vocabulary.find(field.to), `${object.name}.${name}`).toBeDefined()
        if (field.currency) expect(object.fields, `${object.name}.${name}`).toHaveProperty(field.currency)
      }
      if (object.partOf) expect(object.fields[object.partOf]?.part).toBe(true)
      for (const trait of [
        object.timeline?.at,
        object.timeline?.customer,
        object.timeline?.about,
        ...(object.timeline?.show ?? []),
      ])
        if (trait) expect(object.fields).toHaveProperty(trait)
      for (const section of object.page.sections)
        for (const field of section.fields) expect(object.fields).toHaveProperty(field)
    },
  )

  it('is plain data, so that a user’s own object is the same thing', () => {
    expect(JSON.parse(JSON.stringify(objects))).toEqual(objects)
  })
})
