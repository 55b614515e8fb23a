import { expect, test } from 'vitest'
import { Presence } from './presence.ts'

const record = { object: 'customer', record: 'r1' }
const ann = { tab: 'tab-ann', user: 'ann', name: 'Ann', ...record, field: null }
const ben = { tab: 'tab-ben', user: 'ben', name: 'Ben', ...record, field: 'note' }

/** Two processes that hear each other at once. */
const house = () => {
  let at = 0
  const all: Presence[] = []
  const tell = (text: string): void => {
    for (const one of all) one.hear([text])
  }
  const make = () => new Presence(() => new Date(at), tell)
  all.push(make(), make())
  return { one: all[0]!, two: all[1]!, later: (ms: number) => (at += ms) }
}
const people = (told: string[]): unknown => JSON.parse(told.at(-1)!.split('data: ')[1]!).people

test('those at one record hear of each other, from another process too, and of the field that is written in', () => {
  const { one, two } = house()
  const told: string[] = []
  one.listen('tab-ann', 'ann', (text) => told.push(text))
  one.say(ann)
  expect(people(told)).toEqual([])
  two.say(ben)
  expect(people(told)).toEqual([{ id: 'ben', name: 'Ben', field: 'note' }])
  two.say({ ...ben, gone: true })
  expect(people(told)).toEqual([])
})

test('nobody hears of a record at which they are not, nor by the name of a page that is another’s', () => {
  const { one, two } = house()
  const told: string[] = []
  one.listen('tab-eve', 'eve', (text) => told.push(text))
  one.listen('tab-ann', 'eve', (text) => told.push(text))
  one.say(ann)
  two.say(ben)
  one.say({ ...ann, user: 'eve' })
  expect(told).toEqual([])
})

test('who is not heard of again is forgotten, and who leaves is gone at once', () => {
  const { one, two, later } = house()
  const told: string[] = []
  const leave = one.listen('tab-ann', 'ann', (text) => told.push(text))
  one.say(ann)
  two.say(ben)
  later(30_000)
  one.say(ann)
  later(20_000)
  one.sweep()
  expect(people(told)).toEqual([])
  const heard: string[] = []
  two.listen('tab-ben', 'ben', (text) => heard.push(text))
  two.say(ben)
  expect(people(heard)).toHaveLength(1)
  leave()
  expect(people(heard)).toEqual([])
})

test('what is no page of anybody is no news', () => {
  const { one } = house()
  expect(() => one.hear(['x', Buffer.from('[1]').toString('base64url'), ''])).not.toThrow()
  expect(() => one.hear('many')).not.toThrow()
})
