import { expect, test } from 'vitest'
import { useApp } from '../test/app.ts'

const house = useApp()

test('a wrong method is told which ones the address takes', async () => {
  const id = '01900000-0000-7000-8000-00000000dead'
  for (const [method, path, allow] of [
    ['DELETE', '/customers', 'GET, POST'],
    ['PUT', '/customers', 'GET, POST'],
    ['PUT', `/customers/${id}`, 'DELETE, GET, PATCH'],
    ['POST', '/search', 'GET'],
    ['DELETE', '/me', 'GET'],
  ] as const) {
    const answer = await house.owner.ask(method, path, {})
    expect(answer.statusCode, `${method} ${path}: ${answer.body}`).toBe(405)
    expect(answer.json().code).toBe('method_refused')
    for (const one of allow.split(', ')) expect(answer.headers.allow, `${method} ${path}`).toContain(one)
    expect(answer.headers.allow).not.toContain(method)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  }
})

test('an address where nothing is answers so, whatever the method', async () => {
  for (const [method, path] of [
    ['PUT', '/boats'],
    ['POST', '/boats'],
    ['DELETE', '/customers/a/b/c/d'],
    ['GET', '/api/v2/customers'],
  ] as const)
    expect((await house.owner.ask(method, path, {})).json().code, `${method} ${path}`).toBe('route_missing')
})
