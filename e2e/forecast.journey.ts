import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type House, startHouse } from './house.ts'
import { owner } from './journey.ts'

/* A house with the sample company: a forecast needs a past. */
let house: House
let context: BrowserContext
let page: Page

test.describe.configure({ mode: 'serial', timeout: 150_000 })
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  house = await startHouse()
  context = await browser.newContext({ baseURL: house.url })
  const setup = { ...owner, organisation: 'Northwind', currency: 'GBP', language: 'en', sample: true }
  expect((await context.request.post('/api/v1/setup', { data: setup })).ok()).toBe(true)
  await expect
    .poll(async () => ((await (await context.request.get('/api/v1/setup')).json()) as { sample: boolean }).sample, {
      timeout: 120_000,
    })
    .toBe(true)
  page = await context.newPage()
})
test.afterAll(async () => {
  await context.close()
  await house.stop()
})

test('sales are foreseen, each series with its error beside the naive one, and one is read in numbers', async () => {
  await page.goto('/insights/forecast')
  await page.getByRole('button', { name: 'Look ahead' }).click()
  const all = page.getByRole('row', { name: /^Everything/ })
  await expect(all).toBeVisible({ timeout: 90_000 })
  await expect(all.getByText(/Beats the naive guess|No better than/)).toBeVisible()
  await page.getByRole('link', { name: 'Everything' }).click()
  await expect(page.getByRole('img', { name: 'Sold and to come' })).toBeVisible()
  await expect(page.getByRole('row', { name: /As last week/ })).toBeVisible()
  await page.getByRole('button', { name: 'Show as a table: Sold and to come' }).click()
  await expect(page.getByRole('columnheader', { name: 'At most' })).toBeVisible()
  await page.getByText('Pieces', { exact: true }).click()
  await expect(page.getByRole('columnheader', { name: 'Forecast' })).toBeVisible()
})

test('what open deals bring is foreseen by month, and measured on past months', async () => {
  await page.goto('/insights/pipeline')
  await page.getByRole('button', { name: 'Look ahead' }).click()
  await expect(page.getByText(/within six months, likely/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('img', { name: 'What comes, month by month' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'How it did on past months' })).toBeVisible()
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const)
  test(`no screen of forecasts shuts anybody out, in ${theme} colours and ${language}`, async () => {
    const seen = await context.newPage()
    await seen.addInitScript(
      ([colour, spoken]) => {
        localStorage.setItem('rapport-theme', colour!)
        localStorage.setItem('rapport-language', spoken!)
      },
      [theme, language],
    )
    for (const path of ['/insights/forecast', '/insights/forecast/total', '/insights/pipeline']) {
      await seen.goto(path)
      await expect(seen.getByRole('table').first()).toBeVisible()
      const { violations } = await new AxeBuilder({ page: seen })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map((one) => `${path} ${one.id} ${one.nodes.map((node) => node.target).join(' | ')}`)).toEqual(
        [],
      )
      if (process.env.LOOK) {
        for (const [width, height] of [
          [1440, 900],
          [390, 844],
        ] as const) {
          await seen.setViewportSize({ width, height })
          await seen.waitForTimeout(600)
          await seen.screenshot({ path: `${process.env.LOOK}/${path.replaceAll('/', '_')}-${theme}-${width}.png` })
        }
        await seen.setViewportSize({ width: 1440, height: 900 })
      }
    }
    await seen.close()
  })
