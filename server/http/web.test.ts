import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useApp } from '../test/app.ts'

const house = useApp({ ownerless: true })
const built = existsSync(join(process.cwd(), 'web', 'dist', 'index.html'))

test('every address that is no part of the API shows the app, with a policy that lets nothing foreign in', async () => {
  for (const path of ['/', '/customers/01900000-0000-7000-8000-000000000001', '/accept?token=x']) {
    const page = await house.app.inject({ method: 'GET', url: path, headers: { accept: 'text/html' } })
    expect(page.statusCode).toBe(built ? 200 : 503)
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
    expect(page.headers['x-content-type-options']).toBe('nosniff')
  }
})

test('what is not there is a problem, and nothing outside the folder is', async () => {
  for (const path of [
    '/api/nothing',
    '/api/v2/customers',
    '/assets/nothing.js',
    '/assets/',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
  ]) {
    const reply = await house.app.inject({ method: 'GET', url: path })
    expect(reply.body).not.toContain('"workspaces"')
    if (reply.headers['content-type']?.includes('html')) continue
    expect(reply.json().code, path).toBe('route_missing')
  }
  const posted = await house.app.inject({ method: 'POST', url: '/somewhere' })
  expect(posted.json().code).toBe('route_missing')
})

test.runIf(built)('a page comes compressed as it was built, and is asked for anew each time', async () => {
  for (const encoding of ['br', 'gzip']) {
    const page = await house.app.inject({ method: 'GET', url: '/', headers: { 'accept-encoding': encoding } })
    if (existsSync(join(process.cwd(), 'web', 'dist', encoding === 'br' ? 'index.html.br' : 'index.html.gz')))
      expect(page.headers['content-encoding']).toBe(encoding)
    expect(page.headers['cache-control']).toBe('no-cache')
    expect(page.headers['content-security-policy']).toBeDefined()
  }
})

test('health is told without signing in', async () => {
  expect((await house.app.inject({ method: 'GET', url: '/api/health' })).json()).toEqual({ status: 'up' })
})
