import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { useWorld } from '../test/world.ts'
import { TokenSet, tokenOf } from './token-set.ts'

const world = useWorld()

/** Gathered by a set of its own. */
const gathered = (work: (into: TokenSet) => void): number[] => {
  const into = new TokenSet()
  work(into)
  return into.take().sort()
}
const numbers = (...texts: string[]): number[] => texts.map(tokenOf).sort()

test('a word is filed under its beginnings of two to six letters, a single letter and a Chinese one under the first too', () => {
  expect(gathered((into) => into.addWord('featherstone'))).toEqual(numbers('fe', 'fea', 'feat', 'feath', 'feathe'))
  expect(gathered((into) => into.addWord('x'))).toEqual(numbers('x'))
  expect(gathered((into) => into.addWord('王伟'))).toEqual(numbers('王', '王伟'))
  expect(gathered((into) => into.addWord('𠮷野家'))).toEqual(numbers('𠮷', '𠮷野', '𠮷野家'))
  expect(gathered((into) => into.addWord('020', 0, 3, 3))).toEqual(numbers('020'))
})

test('words of a text in ASCII are filed as they would be one by one, and each beginning once', () => {
  const words = fc.array(fc.stringMatching(/^[a-zA-Z0-9]{1,9}$/), { maxLength: 6 })
  fc.assert(
    fc.property(words, fc.constantFrom(' ', '-', ', ', '@'), (some, between) => {
      const alone = gathered((into) => {
        for (const word of some) into.addWord(word.toLowerCase())
      })
      expect(gathered((into) => into.addWords(some.join(between)))).toEqual(alone)
      expect(new Set(alone).size).toBe(alone.length)
    }),
  )
})

test('a set takes as many tokens as there are, and each gathering begins empty', () => {
  const into = new TokenSet()
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 5_000; i++) into.add(i % 4_000)
    expect(into.take()).toHaveLength(4_000)
  }
  expect(into.take()).toEqual([])
})

test('the database makes the same number of a token as the server', async () => {
  const texts = ['', 'a', 'zz', 'müller', '王伟', '𠮷野家', '0044', 'x'.repeat(60)]
  texts.push(...fc.sample(fc.string({ unit: 'binary' }), 200).filter((text) => !/[\0A-Z]/.test(text)))
  const rows = await world.db.query<{ number: number }>(
    sql`select internal.token_number(text) as number from unnest(${texts}::text[]) with ordinality t(text, i) order by i`,
  )
  expect(rows.map((row) => row.number)).toEqual(texts.map(tokenOf))
})
