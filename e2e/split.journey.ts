import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { type Api, test } from './journey.ts'

const names = ['Ada', 'Barbara', 'Carol', 'Dorothy']
const filter = encodeURIComponent(JSON.stringify({ all: [{ field: 'industry', op: 'eq', value: 'Split' }] }))
const list = `/customers?filter=${filter}&sort=name`

const layOut = async (api: Api): Promise<void> => {
  const { data } = (await api.get(`customers?filter=${filter}`)) as { data: readonly object[] }
  if (data.length > 0) return
  for (const name of names) await api.create('customers', { name, industry: 'Split', country: 'France' })
}
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

test('a list is worked through with the keyboard, and the address says where one is', async ({ page, api }) => {
  await layOut(api)
  await page.goto(list)
  await page.getByRole('button', { name: 'Side by side' }).click()
  await expect(heading(page, 'Ada')).toBeVisible()
  await expect(page).toHaveURL(/open=/)
  await page.keyboard.press('j')
  await expect(heading(page, 'Barbara')).toBeVisible()
  await expect(page.getByRole('link', { name: /Barbara/ })).toHaveAttribute('aria-current', 'true')
  await expect(page.getByText('2 of 4')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(heading(page, 'Carol')).toBeVisible()
  await page.keyboard.press('k')
  await expect(heading(page, 'Barbara')).toBeVisible()

  await page.getByRole('tab', { name: 'Comments' }).click()
  await page.getByRole('textbox', { name: 'Comment' }).pressSequentially('jk')
  await expect(heading(page, 'Barbara')).toBeVisible()
  await page.reload()
  await expect(heading(page, 'Barbara')).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Comments', selected: true })).toBeVisible()

  await page.getByRole('button', { name: 'Edit Industry' }).click()
  await page.locator('#fact-industry').fill('Else')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /Barbara/ })).toHaveCount(0)
  await expect(heading(page, 'Barbara')).toBeVisible()
  await page.keyboard.press('j')
  await expect(heading(page, 'Carol')).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid')).toBeVisible()
  await expect(page).not.toHaveURL(/open=|layout=/)
})

test('on a phone it is the record, with the one before and the next', async ({ page, api }) => {
  await layOut(api)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${list}&layout=split`)
  await page.getByRole('link', { name: /Carol/ }).click()
  await expect(heading(page, 'Carol')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Customers' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Next record (J)' }).click()
  await expect(heading(page, 'Dorothy')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Next record (J)' })).toBeDisabled()
  await page.getByRole('button', { name: 'Back to the list (Esc)' }).click()
  await expect(page.getByRole('link', { name: /Carol/ })).toBeVisible()
})

for (const colour of ['light', 'dark'] as const)
  test(`the split view shuts nobody out, in ${colour} colours`, async ({ page, api }) => {
    await layOut(api)
    await page.addInitScript(
      ([theme, language]) => {
        localStorage.setItem('rapport-theme', theme!)
        localStorage.setItem('rapport-language', language!)
      },
      [colour, colour === 'light' ? 'en' : 'zh'],
    )
    await page.goto(`${list}&layout=split`)
    await heading(page, 'Ada').waitFor()
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map((one) => `${one.id} ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual(
      [],
    )
  })
