import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type House, startHouse } from './house.ts'
import { owner } from './journey.ts'

/** A house with the sample company, for what needs a past to learn from; its journeys go on one from the other. */
export const useSampleHouse = (): { readonly context: BrowserContext; readonly page: Page } => {
  const made: { house?: House; context?: BrowserContext; page?: Page } = {}
  test.describe.configure({ mode: 'serial', timeout: 240_000 })
  test.beforeAll(async ({ browser }) => {
    test.setTimeout(240_000)
    made.house = await startHouse()
    const context = await browser.newContext({ baseURL: made.house.url })
    made.context = context
    const setup = { ...owner, organisation: 'Northwind', currency: 'GBP', language: 'en', sample: true }
    expect((await context.request.post('/api/v1/setup', { data: setup })).ok()).toBe(true)
    const filled = async (): Promise<boolean> =>
      ((await (await context.request.get('/api/v1/setup')).json()) as { sample: boolean }).sample
    await expect.poll(filled, { timeout: 180_000 }).toBe(true)
    made.page = await context.newPage()
  })
  test.afterAll(async () => {
    await made.context?.close()
    await made.house?.stop()
  })
  return made as { context: BrowserContext; page: Page }
}
