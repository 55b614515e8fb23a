import SwaggerParser from '@apidevtools/swagger-parser'
import { expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

const house = useApp()

test('the document is valid OpenAPI 3.1, for a person and for nobody in particular', async () => {
  for (const visitor of [house.owner, house.anyone]) {
    const reply = await visitor.get('/api/openapi.json')
    expect(reply.statusCode).toBe(200)
    const checked = await SwaggerParser.validate(reply.json())
    expect(checked).toMatchObject({ openapi: '3.1.0' })
  }
})

test('every operation has a name of its own, an answer and its problems', async () => {
  const document = (await house.owner.get('/api/openapi.json')).json()
  type Operation = { operationId: string; responses: object; 'x-problems': string[] }
  const operations = Object.values<Record<string, Operation>>(document.paths).flatMap((methods) =>
    Object.values(methods),
  )
  expect(operations.length).toBeGreaterThan(150)
  expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length)
  for (const one of operations) {
    expect(Object.keys(one.responses).some((status) => status.startsWith('2'))).toBe(true)
    expect(one['x-problems']).toContain('internal')
  }
})

test('the pages of the reference load nothing from elsewhere and run no script', async () => {
  const index = await house.owner.get('/api/docs')
  expect(index.body).toContain('href="/api/docs/customers"')
  const page = await house.owner.get('/api/docs/customers')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('listCustomers')
  expect(page.body).not.toMatch(/<script|src="http|href="http/)
  expect(page.headers['content-security-policy']).toContain("default-src 'self'")
  expect((await house.owner.get('/api/docs/nothing')).statusCode).toBe(404)
  const code = await house.anyone.get('/api/problems/rate_limited')
  expect(code.body).toContain('Too many requests')
})
