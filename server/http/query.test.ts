import { expect, test } from 'vitest'
import { flag, integer, json, names, oneOf, readQuery, text } from './query.ts'

const parameters = {
  limit: integer('', 1, 500),
  total: flag(''),
  sort: names(''),
  filter: json('', 20),
  format: oneOf('', 'csv', 'xlsx'),
  q: text('', 5),
}
const wrong = (query: Record<string, unknown>) => {
  try {
    readQuery(query, parameters)
  } catch (error) {
    return (error as Error).message
  }
  return undefined
}

test('parameters come out typed', () => {
  const given = { limit: '20', total: '1', sort: '-name,created_at', filter: '{"a":1}', format: 'csv', q: 'ada' }
  expect(readQuery(given, parameters)).toEqual({
    limit: 20,
    total: true,
    sort: ['-name', 'created_at'],
    filter: { a: 1 },
    format: 'csv',
    q: 'ada',
  })
  expect(readQuery({}, parameters)).toEqual({})
})

test.each([
  [{ limit: '0' }, 'a whole number from 1 to 500'],
  [{ limit: '2.5' }, 'a whole number'],
  [{ limit: ' 5' }, 'a whole number'],
  [{ total: 'yes' }, '1 or 0'],
  [{ sort: 'Name' }, 'names separated by commas'],
  [{ sort: '' }, 'names separated by commas'],
  [{ filter: '{' }, 'JSON of at most 20'],
  [{ filter: `"${'x'.repeat(30)}"` }, 'JSON of at most 20'],
  [{ format: 'pdf' }, 'one of csv, xlsx'],
  [{ q: 'too long' }, 'text of at most 5'],
  [{ q: 'a\0b' }, 'text of at most 5'],
  [{ q: ['a', 'b'] }, 'more than once'],
  [{ constructor: 'x' }, 'is not known here'],
  [{ __proto__x: 'x' }, 'Known are: limit, total'],
])('%j is refused: %s', (query, sentence) => {
  expect(wrong(query)).toContain(sentence)
})
