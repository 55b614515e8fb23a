import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'

const bar = (page: Page, id: string) => page.locator(`[data-bar="${id}"]`)

test('a campaign is moved and made longer with the mouse, and comes back', async ({ page, api }) => {
  const { id } = await api.create('campaigns', {
    name: 'Summer weeks',
    status: 'planned',
    starts_at: '2026-06-08T08:00:00Z',
    ends_at: '2026-06-12T16:00:00Z',
  })
  await page.goto('/campaigns?layout=timeline&zoom=day&day=2026-06-12')
  await expect(page.getByRole('region', { name: 'Planned' })).toBeVisible()
  const box = (await bar(page, id).boundingBox())!
  await page.mouse.move(box.x + 30, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 12, { steps: 4 })
  await page.mouse.move(box.x + 30 + 2 * 48, box.y + 12, { steps: 4 })
  await expect(page.locator('output')).toHaveText('10 Jun 2026 – 14 Jun 2026')
  await page.mouse.up()
  await expect.poll(async () => (await api.get(`campaigns/${id}`)).starts_at).toBe('2026-06-10T08:00:00Z')
  expect((await api.get(`campaigns/${id}`)).ends_at).toBe('2026-06-14T16:00:00Z')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await api.get(`campaigns/${id}`)).starts_at).toBe('2026-06-08T08:00:00Z')
  await expect.poll(async () => (await bar(page, id).boundingBox())?.x).toBe(box.x)
  await bar(page, id).hover()
  const end = (await page.locator(`[data-end="${id}"]`).boundingBox())!
  await page.mouse.move(end.x + 5, end.y + 12)
  await page.mouse.down()
  await page.mouse.move(end.x + 30, end.y + 12, { steps: 4 })
  await page.mouse.move(end.x + 5 + 3 * 48, end.y + 12, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await api.get(`campaigns/${id}`)).ends_at).toBe('2026-06-15T16:00:00Z')
  expect((await api.get(`campaigns/${id}`)).starts_at).toBe('2026-06-08T08:00:00Z')
})

test('the keyboard moves a bar and its end, and the address keeps what is looked at', async ({ page, api }) => {
  const { id } = await api.create('promotions', {
    name: 'Ribbon days',
    code: 'RIBBON',
    from: '2026-07-06',
    until: '2026-07-10',
  })
  await page.goto('/promotions?layout=timeline&day=2026-07-08')
  await bar(page, id).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(async () => (await api.get(`promotions/${id}`)).from).toBe('2026-07-13')
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect.poll(async () => (await api.get(`promotions/${id}`)).until).toBe('2026-07-18')
  await page.getByRole('button', { name: 'Month', exact: true }).click()
  await expect(page).toHaveURL(/zoom=month/)
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(page).toHaveURL(/day=2027-01-06/)
  await page.goBack()
  await page.goto('/promotions?layout=timeline&day=2026-07-08&until=none')
  await expect(bar(page, id)).toHaveAttribute('aria-label', 'Ribbon days, 13 Jul 2026')
  await bar(page, id).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Ribbon days' })).toBeVisible()
})

test('it goes on to other days as it is scrolled, and says what it does not show', async ({ page, api }) => {
  await api.create('campaigns', { name: 'Without a day', status: 'planned' })
  const { id } = await api.create('campaigns', { name: 'Far away', starts_at: '2027-02-01T08:00:00Z' })
  await page.goto('/campaigns?layout=timeline&zoom=day&day=2027-01-01')
  await expect(page.getByText('1 have no date in “Starts”.')).toBeVisible()
  await expect(bar(page, id)).toHaveCount(0)
  await page.getByRole('region', { name: 'Campaigns', exact: true }).evaluate((region) => region.scrollBy(31 * 48, 0))
  await expect(bar(page, id)).toBeVisible()
  await expect(page).toHaveURL(/day=2027-02-01/)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the timeline is read from day to day', async ({ page, api }) => {
    await api.create('deals', { name: 'Under way', expected_on: '2040-01-20' })
    const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
    await api.create('campaigns', { name: 'Spring letters', starts_at: '2028-03-06T08:00:00Z' })
    await page.goto('/campaigns?layout=timeline&day=2028-03-01')
    await expect(page.getByRole('heading', { name: '6 Mar 2028' })).toBeVisible()
    await page.getByRole('link', { name: /Spring letters/ }).tap()
    await expect(page.getByRole('heading', { name: 'Spring letters' })).toBeVisible()
    await page.goto(`/deals?layout=timeline&day=${soon}`)
    await expect(page.getByRole('heading', { name: 'Under way since before' })).toBeVisible()
  })
})
