import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { useSampleHouse } from './sample-house.ts'

const sample = useSampleHouse()

test('a budget is spread over channels, an amount is changed by hand with the effect at once, and the plan is kept', async () => {
  const { page } = sample
  await page.goto('/insights/budget')
  await page.getByRole('button', { name: 'Look for the best split' }).click()
  await expect(page.getByRole('img', { name: 'What each channel brings' })).toBeVisible({ timeout: 60_000 })
  const value = page.getByText('Brings, less itself', { exact: true }).first().locator('xpath=following-sibling::dd')
  const best = await value.innerText()
  await expect(page.getByRole('row', { name: /^More than split as before/ })).toBeVisible()
  await expect(
    page.getByText(/0 of 6 campaigns that cost something|1 of 6 campaigns that cost something/).first(),
  ).toBeVisible()
  await page.getByRole('textbox', { name: 'Amount: E-mail' }).fill('100')
  await expect(value).not.toHaveText(best)
  await expect(page.getByText(/less than the best split/)).toBeVisible()
  await page.getByRole('button', { name: 'Keep these amounts' }).click()
  await expect(page.getByText('Kept.')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Amount: E-mail' })).toHaveValue('100')
  await page.getByRole('button', { name: 'Back to the best split' }).click()
  await expect(value).toHaveText(best)
})

test('leads are assigned to people by fit, one by hand, and the assignment is taken back', async () => {
  const { page } = sample
  await page.goto('/insights/assignment')
  await page.getByRole('button', { name: 'Look for the best assignment' }).click()
  await expect(page.getByRole('heading', { name: 'Who takes how many' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/One more lead for .* is worth|Nobody’s room holds this plan back/).first()).toBeVisible()
  await expect(page.getByText(/by person and deal 0\.\d+/)).toBeVisible()
  const person = page.getByRole('combobox', { name: /^Person: / }).first()
  await person.click()
  await page.getByRole('option').last().click()
  await expect(page.getByText('by hand', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Assign these' }).click()
  await expect(page.getByText(/leads have their owner/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What came of it' })).toBeVisible()
  await page.getByRole('button', { name: 'Take the assignment back' }).click()
  await expect(page.getByText('Taken back.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Assign these' })).toBeVisible()
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const)
  test(`no screen of plans shuts anybody out, in ${theme} colours and ${language}`, async () => {
    const seen = await sample.context.newPage()
    await seen.addInitScript(
      ([colour, spoken]) => {
        localStorage.setItem('rapport-theme', colour!)
        localStorage.setItem('rapport-language', spoken!)
      },
      [theme, language],
    )
    for (const path of ['/insights/budget', '/insights/assignment']) {
      await seen.goto(path)
      await expect(seen.getByRole('table').first()).toBeVisible()
      await seen.locator('summary').first().click()
      const { violations } = await new AxeBuilder({ page: seen })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map((one) => `${path} ${one.id} ${one.nodes.map((node) => node.target).join(' | ')}`)).toEqual(
        [],
      )
    }
    await seen.close()
  })
