import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

const house = useApp()
const upload = (name: string, bytes: Buffer | string, type = 'application/octet-stream', about = '') =>
  house.owner.ask('POST', `/files?name=${encodeURIComponent(name)}${about && `&about=${about}`}`, Buffer.from(bytes), {
    'content-type': type,
  })

test('a file is taken in as bytes of any type, JSON too, and comes back unchanged', async () => {
  for (const [name, bytes, type] of [
    ['data.json', '{"a":1}', 'application/json'],
    ['报价.txt', 'hello', 'text/plain'],
    ['x.bin', Buffer.from([0, 1, 2, 255]), 'application/octet-stream'],
  ] as const) {
    const made = await upload(name, bytes, type)
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject({ name, size: Buffer.from(bytes).length })
    const back = await house.owner.get(`/files/${made.json().id}/content`)
    expect(back.rawPayload).toEqual(Buffer.from(bytes))
    expect(back.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  }
})

test('some of the bytes are sent to whoever asks for them, and nothing to whoever has them', async () => {
  const { id } = (await upload('film.bin', '0123456789')).json()
  const part = (range: string, more = {}) => house.owner.get(`/files/${id}/content`, { range, ...more })
  const whole = await house.owner.get(`/files/${id}/content`)
  expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', etag: expect.stringMatching(/^"[0-9a-f]{64}"$/) })
  const etag = String(whole.headers.etag)
  const middle = await part('bytes=2-4')
  expect([middle.statusCode, middle.body]).toEqual([206, '234'])
  expect(middle.headers).toMatchObject({ 'content-range': 'bytes 2-4/10', 'content-length': '3', etag })
  expect((await part('bytes=-4')).body).toBe('6789')
  expect((await part('bytes=7-', { 'if-range': etag })).body).toBe('789')
  expect((await part('bytes=7-', { 'if-range': '"another"' })).body).toBe('0123456789')
  const outside = await part('bytes=10-')
  expect(outside.statusCode).toBe(416)
  expect(outside.headers['content-range']).toBe('bytes */10')
  expect(outside.json().code).toBe('range_invalid')
  const known = await house.owner.get(`/files/${id}/content`, { 'if-none-match': `W/${etag}` })
  expect([known.statusCode, known.body]).toEqual([304, ''])
})

test('a form with one file will do', async () => {
  const boundary = 'xyz'
  const form = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="../../evil/..\\logo.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\nrest\r\n--${boundary}--\r\n`
  const made = await house.owner.ask('POST', '/files', Buffer.from(form, 'latin1'), {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  })
  expect(made.json()).toMatchObject({ name: 'logo.png', type: 'image/png', size: 12 })
  const none = await house.owner.ask('POST', '/files', Buffer.from(`--${boundary}--\r\n`), {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  })
  expect(none.statusCode).toBe(422)
})

test('what a browser could run is saved, never shown, whatever its name and asked type are', async () => {
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<html><script>alert(1)</script>',
  ]) {
    const { id } = (await upload('picture.png', text, 'image/png')).json()
    const shown = await house.owner.get(`/files/${id}/content?inline=1`)
    expect(shown.headers['content-type']).toBe('application/octet-stream')
    expect(shown.headers['content-disposition']).toContain('attachment')
    expect(shown.headers['content-security-policy']).toContain('sandbox')
    expect(shown.headers['x-content-type-options']).toBe('nosniff')
  }
  const { id } = (await upload('a.html', '%PDF-1.7 …')).json()
  const pdf = await house.owner.get(`/files/${id}/content?inline=1`)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.headers['content-disposition']).toContain('inline')
  expect(pdf.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'self'/)
  const saved = await house.owner.get(`/files/${id}/content`)
  expect(saved.headers['content-security-policy']).toContain('sandbox')
})

test('a file hangs only on a record that one sees, and is seen only by those who see files', async () => {
  const customer = (await house.owner.post('/customers', { name: 'Ada' })).json()
  const made = await upload('a.txt', 'hello', 'text/plain', `customer/${customer.id}`)
  expect(made.json().about).toBe(`customer/${customer.id}`)
  expect((await upload('a.txt', 'x', 'text/plain', 'customer/01900000-0000-7000-8000-00000000dead')).statusCode).toBe(
    404,
  )
  expect((await upload('a.txt', 'x', 'text/plain', 'customer')).json().code).toBe('query_invalid')
  const role = (
    await house.owner.post('/roles', { name: 'No files', grants: { '*': { read: 'all' }, file: { read: 'none' } } })
  ).json()
  const other = await house.join('member', 'nofiles@acme.example')
  await house.owner.patch(`/users/${other.id}`, { roles: [role.id] })
  expect((await other.get(`/files/${made.json().id}/content`)).statusCode).toBe(404)
  expect((await house.anyone.get(`/files/${made.json().id}/content`)).statusCode).toBe(401)
})

test('an empty file and one that is too large are refused in a sentence and leave nothing', async () => {
  expect((await upload('e.txt', '')).json().code).toBe('file_empty')
  const length = { 'content-type': 'text/plain', 'content-length': String(2 * 1024 ** 3) }
  const large = await house.owner.ask('POST', '/files', Buffer.from('x'), length)
  expect(large.json()).toMatchObject({ code: 'file_too_large', detail: expect.stringContaining('512 MB') })
  expect(await readdir(join(house.dataFolder, 'files', 'incoming'))).toEqual([])
})
