import { beforeAll, expect, test, vi } from 'vitest'

const heard: Record<string, () => void> = {}
vi.stubGlobal('addEventListener', (name: string, listener: () => void) => {
  heard[name] = listener
})
let connection: typeof import('./connection.ts')
beforeAll(async () => {
  connection = await import('./connection.ts')
})

test('an answer that was kept shows the absence, and a fresh one ends it', () => {
  expect(connection.isAway()).toBe(false)
  connection.noteAnswer(new Headers({ 'x-rapport-seen': '1700000000000' }))
  expect(connection.isAway()).toBe(true)
  connection.noteAnswer(new Headers())
  expect(connection.isAway()).toBe(false)
})

test('the browser’s own word that it is offline counts at once', () => {
  heard.offline!()
  expect(connection.isAway()).toBe(true)
  connection.noteAnswer(new Headers())
})
