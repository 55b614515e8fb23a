import type { PageSettings } from '@rapport/vocabulary/define/page-layout.ts'
import { expect, test } from 'vitest'
import {
  freshKey,
  homesOf,
  sectionsIn,
  withFieldMoved,
  withFieldStepped,
  withMoved,
  withStepped,
  withTabMoved,
} from './moves.ts'

const page: PageSettings = {
  top: [],
  side: [
    { key: 'a', widget: 'fields', fields: ['name', 'secret', 'country'] },
    { key: 'b', widget: 'fields', fields: ['note'] },
  ],
  main: [{ key: 'c', widget: 'panels' }],
  tabs: [
    { key: 't', sections: [{ key: 'd', widget: 'timeline' }] },
    { key: 'u', sections: [] },
  ],
}
const drawn = (one: PageSettings): string =>
  homesOf(one)
    .map((home) => `${home}=${sectionsIn(one, home).map((section) => section.key)}`)
    .join(' ')
const facts = (one: PageSettings): string => one.side.map((section) => section.fields!.join()).join(' | ')
const isShown = (name: string): boolean => name !== 'secret'

test('a section is put before another, wherever that stands', () => {
  expect(drawn(withMoved(page, 'a', { home: 'side', at: 2 }))).toBe('top= side=b,a main=c tab:t=d tab:u=')
  expect(drawn(withMoved(page, 'b', { home: 'side', at: 0 }))).toBe('top= side=b,a main=c tab:t=d tab:u=')
  expect(drawn(withMoved(page, 'b', { home: 'tab:t', at: 0 }))).toBe('top= side=a main=c tab:t=b,d tab:u=')
  expect(withMoved(page, 'lost', { home: 'main', at: 0 })).toBe(page)
})

test('steps lead past a neighbour and over into the next place, and stop at both ends', () => {
  expect(drawn(withStepped(page, 'a', 1))).toBe('top= side=b,a main=c tab:t=d tab:u=')
  expect(drawn(withStepped(page, 'b', 1))).toBe('top= side=a main=b,c tab:t=d tab:u=')
  expect(drawn(withStepped(page, 'a', -1))).toBe('top=a side=b main=c tab:t=d tab:u=')
  const last = withStepped(page, 'd', 1)
  expect(drawn(last)).toBe('top= side=a,b main=c tab:t= tab:u=d')
  expect(withStepped(last, 'd', 1)).toBe(last)
})

test('a field passes those that are not in sight, and is in a section once', () => {
  expect(facts(withFieldStepped(page, 'a', 'name', 1, isShown).page)).toBe('secret,country,name | note')
  expect(facts(withFieldStepped(page, 'a', 'country', 1, isShown).page)).toBe('name,secret | country,note')
  expect(withFieldStepped(page, 'b', 'note', -1, isShown)).toMatchObject({ section: 'a' })
  expect(facts(withFieldStepped(page, 'b', 'note', -1, isShown).page)).toBe('name,secret,country,note | ')
  expect(facts(withFieldMoved(page, 'a', 'country', { section: 'b', at: 1 }))).toBe('name,secret | note,country')
  const both = { ...page, side: [page.side[0]!, { ...page.side[1]!, fields: ['name'] }] }
  expect(withFieldMoved(both, 'a', 'name', { section: 'b', at: 0 })).toBe(both)
})

test('tabs change places, and new keys are free', () => {
  expect(withTabMoved(page, 't', 1).tabs.map((tab) => tab.key)).toEqual(['u', 't'])
  expect(withTabMoved(page, 't', 2)).toBe(page)
  expect(freshKey({ ...page, top: [{ key: 'fields_1', widget: 'fields' }] }, 'fields')).toBe('fields_2')
})
