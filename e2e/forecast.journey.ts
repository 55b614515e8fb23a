import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { useSampleHouse } from './sample-house.ts'

const sample = useSampleHouse()

test('sales are foreseen, each series with its error beside the naive one, and one is read in numbers', async () => {
  const { page } = sample
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
  const { page } = sample
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
    const seen = await sample.context.newPage()
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
