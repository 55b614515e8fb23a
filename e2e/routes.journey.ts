import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { useSampleHouse } from './sample-house.ts'

const sample = useSampleHouse()

test('visits are planned from a town, with the days, a picture and what one would do without', async () => {
  const { page } = sample
  await page.goto('/insights/routes')
  await page.getByLabel('Start', { exact: true }).fill('Atlantis')
  await page.getByLabel('Country code of towns').fill('GB')
  await page.getByRole('textbox', { name: 'Days', exact: true }).fill('2')
  await page.getByRole('button', { name: 'Plan the routes' }).click()
  await expect(page.getByText(/No town "Atlantis" is known in GB/)).toBeVisible({ timeout: 60_000 })
  await page.getByLabel('Start', { exact: true }).fill('Leeds')
  await page.getByRole('button', { name: 'Plan the routes' }).click()
  await expect(page.getByRole('img', { name: /rounds from Leeds/ })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByRole('row', { name: /Always the nearest next/ })).toBeVisible()
  await expect(page.getByText(/One more hour every day/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Left out' })).toBeVisible()
})

test('a visit is moved, locked and taken out, and the times follow', async () => {
  const { page } = sample
  const names = page.locator('ol').first().getByRole('link')
  const [first, second] = await names.allTextContents()
  const now = page.getByRole('row', { name: /as it stands now/ })
  const before = await now.textContent()
  await page
    .getByRole('button', { name: `Move down: ${first}` })
    .first()
    .click()
  await expect(names.first()).toHaveText(second!)
  await page
    .getByRole('button', { name: /^Lock to this day/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: /^Unlock/ })).toBeVisible()
  await page
    .getByRole('button', { name: /^Take out:/ })
    .last()
    .click()
  await expect(now).not.toHaveText(before!)
  await page.getByRole('button', { name: 'Undo the last change' }).click()
  await page
    .getByRole('button', { name: /Length and visiting hours/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: 'Minutes a visit' }).fill('90')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(page.getByRole('button', { name: /^09:\d\d–10:[3-5]\d|^09:\d\d–11/ }).first()).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: /^Unlock/ })).toBeVisible()
})

test('the plan is put in the calendar, and that is undone', async () => {
  const { page } = sample
  await page.getByRole('button', { name: 'Put in the calendar' }).click()
  await expect(page.getByText(/In the calendar: [1-9]\d* new/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByText(/[1-9]\d* meetings were taken out/)).toBeVisible({ timeout: 30_000 })
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const)
  test(`the routes shut nobody out, in ${theme} colours and ${language}`, async () => {
    const seen = await sample.context.newPage()
    await seen.addInitScript(
      ([colour, spoken]) => {
        localStorage.setItem('rapport-theme', colour!)
        localStorage.setItem('rapport-language', spoken!)
      },
      [theme, language],
    )
    for (const path of ['/insights/routes', '/insights/routes/today']) {
      await seen.goto(path)
      await expect(seen.getByRole('heading', { level: 1 })).toBeVisible()
      if (path === '/insights/routes') await expect(seen.getByRole('figure')).toBeVisible()
      const { violations } = await new AxeBuilder({ page: seen })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map((one) => `${path} ${one.id} ${one.nodes.map((node) => node.target).join(' | ')}`)).toEqual(
        [],
      )
    }
    await seen.close()
  })
