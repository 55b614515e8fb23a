import { describe, expect, it } from 'vitest'
import { choicesFrom, nameFrom } from './field-names.ts'
import { withScope } from './grants.ts'

describe('names of own fields', () => {
  it('follow from the label', () => {
    expect(nameFrom('Shoe size (EU)')).toBe('x_shoe_size_eu')
    expect(nameFrom('Größe')).toBe('x_gro_e')
  })
  it('exist for labels without a Latin letter', () => expect(nameFrom('尺码')).toBe('x_field'))
  it('give each line of choices a value, once', () => {
    const choices = choicesFrom('Small\n\n Large \nSmall\n大')
    expect(Object.keys(choices)).toEqual(['small', 'large', 'choice_3'])
    expect(choices.large?.label.zh).toBe('Large')
  })
})

describe('grants of a role', () => {
  it('take one scope and keep the rest', () =>
    expect(withScope({ '*': { read: 'all' }, deal: { read: 'own' } }, 'deal', 'update', 'team')).toEqual({
      '*': { read: 'all' },
      deal: { read: 'own', update: 'team' },
    }))
  it('forget an object that says nothing of its own any more', () =>
    expect(withScope({ '*': { read: 'all' }, deal: { read: 'own' } }, 'deal', 'read', '')).toEqual({
      '*': { read: 'all' },
    }))
  it('never forget what holds for everything else', () =>
    expect(withScope({ '*': { read: 'all' } }, '*', 'read', '')).toEqual({ '*': {} }))
})
