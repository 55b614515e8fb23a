import { expect, it } from 'vitest'
import { untranslated } from './web-messages.ts'
import { filesOf } from './web-size.ts'

it('finds messages without a translation, also where lines are continued', () => {
  const catalogue =
    'msgid ""\nmsgstr ""\n"Language: zh\\n"\n\nmsgid "Save"\nmsgstr "保存"\n\nmsgid ""\n"A long "\n"one"\nmsgstr ""\n\nmsgid "Two"\nmsgstr ""\n'
  expect(untranslated(catalogue)).toEqual(['A long one', 'Two'])
})

it('counts each file that a page loads once', () => {
  const manifest = {
    a: { file: 'a.js', imports: ['c'] },
    b: { file: 'b.js', imports: ['c', 'a'] },
    c: { file: 'c.js' },
  }
  expect([...filesOf(manifest, ['a', 'b'])].sort()).toEqual(['a.js', 'b.js', 'c.js'])
})

it('says which page is gone when the build has no such chunk', () =>
  expect(() => filesOf({}, ['gone.tsx'])).toThrow(/gone\.tsx/))
