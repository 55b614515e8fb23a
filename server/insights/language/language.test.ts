import { describe, expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'
import { languageOf, ownWords } from './detect.ts'
import { samples } from './samples.fixture.ts'

describe('the language of a text', () => {
  test('of eighty tickets in twenty languages nearly all are told, and none is told wrong', async () => {
    const told = await Promise.all(
      Object.entries(samples).flatMap(([code, texts]) =>
        texts.map(async (text) => ({ code, text, said: await languageOf(text) })),
      ),
    )
    expect(told).toHaveLength(80)
    expect(told.filter((one) => one.said !== undefined && one.said !== one.code)).toEqual([])
    expect(told.filter((one) => one.said === one.code).length).toBeGreaterThanOrEqual(76)
  })

  test('what is short, or no language, stays unknown', async () => {
    for (const text of [
      '',
      'Hello',
      'Lamp 4 x 12',
      '退货',
      'SKU-22423 / DE-2231',
      'https://shop.example/orders/22?from=mail&token=abcdefghij klmnop@example.org',
    ])
      expect(await languageOf(text), text).toBeUndefined()
  })

  test('what is quoted from somebody else does not count', async () => {
    const reply =
      'Vielen Dank, die neue Lampe ist heute heil angekommen.\n> Dear Sir, we are very sorry that the lamp arrived broken.\n> We have sent you another one today.'
    expect(await languageOf(reply)).toBe('de')
    expect(ownWords('> quoted\nown a@b.example 12')).toBe('own')
  })
})

describe('tickets, messages and e-mails', () => {
  const house = useApp()
  const made = async (path: string, values: object) => (await house.owner.post(path, values)).json()

  test('carry the language of their words, and can be filtered by it', async () => {
    const ticket = await made('/tickets', { subject: 'Lampe', description: samples.de![0] })
    expect(ticket.language).toBe('de')
    expect(await made('/messages', { ticket: ticket.id, direction: 'in', text: samples.fr![1] })).toMatchObject({
      language: 'fr',
    })
    expect(await made('/mails', { subject: '退货', text: samples.zh![0], direction: 'in' })).toMatchObject({
      language: 'zh',
    })
    const filter = encodeURIComponent(JSON.stringify({ field: 'language', op: 'eq', value: 'de' }))
    const { data } = (await house.owner.get(`/tickets?filter=${filter}`)).json()
    expect(data.map((row: { id: string }) => row.id)).toEqual([ticket.id])
  })

  test('keep what a person chose, and what a person took away', async () => {
    const chosen = await made('/tickets', { subject: 'Lampe', description: samples.de![0], language: 'nl' })
    expect(chosen.language).toBe('nl')
    const later = await house.owner.patch(`/tickets/${chosen.id}`, { description: samples.fr![0] })
    expect(later.json().language).toBe('nl')
    const emptied = await house.owner.patch(
      `/tickets/${chosen.id}`,
      { language: null, description: samples.es![0] },
      later.json().version,
    )
    expect(emptied.json().language).toBeNull()
  })

  test('stay without one while their words are few, and get it with the first that are enough', async () => {
    const short = await made('/tickets', { subject: 'Hallo' })
    expect(short.language).toBeNull()
    const later = await house.owner.patch(`/tickets/${short.id}`, { description: samples.de![1] })
    expect(later.json().language).toBe('de')
    expect((await house.owner.post('/tickets', { subject: 'X', language: 'klingon' })).statusCode).toBe(422)
  })
})
