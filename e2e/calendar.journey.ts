import { expect, test } from './journey.ts'

test('a meeting is moved to another day with the mouse, keeps its time, and comes back', async ({ page, api }) => {
  const { id } = await api.create('meetings', {
    title: 'Choose the ribbon',
    starts_at: '2026-06-10T09:30:00Z',
    ends_at: '2026-06-10T10:30:00Z',
  })
  await page.goto('/meetings?layout=calendar&scale=month&day=2026-06-10')
  const entry = page.locator(`[data-entry="${id}"]`)
  await expect(page.getByRole('region', { name: '10 Jun 2026' }).locator(`[data-entry="${id}"]`)).toBeVisible()
  const [from, to] = [await entry.boundingBox(), await page.getByRole('region', { name: '18 Jun 2026' }).boundingBox()]
  await page.mouse.move(from!.x + 20, from!.y + 8)
  await page.mouse.down()
  await page.mouse.move(from!.x + 40, from!.y + 20, { steps: 4 })
  await page.mouse.move(to!.x + to!.width / 2, to!.y + to!.height / 2, { steps: 8 })
  await page.mouse.up()
  await expect(page.getByRole('region', { name: '18 Jun 2026' }).locator(`[data-entry="${id}"]`)).toBeVisible()
  await expect.poll(async () => (await api.get(`meetings/${id}`)).starts_at).toBe('2026-06-18T09:30:00Z')
  expect((await api.get(`meetings/${id}`)).ends_at).toBe('2026-06-18T10:30:00Z')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await api.get(`meetings/${id}`)).starts_at).toBe('2026-06-10T09:30:00Z')
})

test('the keyboard moves an entry by days and weeks, and a day makes a new record', async ({ page, api }) => {
  const { id } = await api.create('deals', { name: 'Ribbon order', expected_on: '2026-07-08' })
  await page.goto('/deals?layout=calendar&scale=month&day=2026-07-01')
  await page.locator(`[data-entry="${id}"]`).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('region', { name: '15 Jul 2026' }).locator(`[data-entry="${id}"]`)).toBeVisible()
  await expect.poll(async () => (await api.get(`deals/${id}`)).expected_on).toBe('2026-07-15')
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(page.getByRole('heading', { name: 'August 2026' })).toBeVisible()
  await page.getByRole('button', { name: 'Week', exact: true }).click()
  await expect(page).toHaveURL(/scale=week/)
  const day = page.getByRole('region', { name: '5 Aug 2026' }).or(page.getByRole('region', { name: '1 Aug 2026' }))
  await day.first().hover()
  await day
    .first()
    .getByRole('link', { name: /New on/ })
    .click()
  await expect(page).toHaveURL(/\/deals\/new/)
})

test('among the hours a meeting is moved and made longer in quarters of an hour', async ({ page, api }) => {
  const { id } = await api.create('meetings', {
    title: 'Taste the tea',
    starts_at: new Date(2027, 2, 9, 9).toISOString(),
    ends_at: new Date(2027, 2, 9, 10).toISOString(),
  })
  await api.create('meetings', {
    title: 'Pack the tea',
    starts_at: new Date(2027, 2, 9, 9, 30).toISOString(),
    ends_at: new Date(2027, 2, 9, 10, 30).toISOString(),
  })
  await page.goto('/meetings?layout=calendar&scale=week&day=2027-03-09')
  const entry = page.locator(`[data-entry="${id}"]`)
  const other = page.getByRole('button', { name: /Pack the tea/ })
  const [box, beside] = [(await entry.boundingBox())!, (await other.boundingBox())!]
  expect(beside.x).toBeGreaterThanOrEqual(box.x + box.width)
  const day = (await page.getByRole('region', { name: '9 Mar 2027' }).boundingBox())!
  await page.mouse.move(box.x + 15, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 30, box.y + 16, { steps: 4 })
  await page.mouse.move(box.x + 15 + day.width, box.y + 10 + 36, { steps: 6 })
  await page.mouse.up()
  const begins = async (): Promise<unknown> => (await api.get(`meetings/${id}`)).starts_at
  await expect.poll(begins).toBe(new Date(2027, 2, 10, 9, 45).toISOString().replace('.000', ''))
  await entry.focus()
  await page.keyboard.press('Alt+Shift+ArrowDown')
  const ends = async (): Promise<unknown> => (await api.get(`meetings/${id}`)).ends_at
  await expect.poll(ends).toBe(new Date(2027, 2, 10, 11).toISOString().replace('.000', ''))
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(begins).toBe(new Date(2027, 2, 10, 9, 30).toISOString().replace('.000', ''))
  await page.getByRole('button', { name: 'Day', exact: true }).click()
  await expect(page).toHaveURL(/scale=day/)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the calendar begins as an agenda', async ({ page, api }) => {
    await api.create('tasks', { title: 'Call the printer', due_at: '2026-08-03T08:00:00Z' })
    await page.goto('/tasks?layout=calendar&day=2026-08-01')
    await expect(page.getByRole('heading', { name: 'Monday 3 August' })).toBeVisible()
    await page.getByRole('button', { name: /Call the printer/ }).tap()
    await expect(page.getByRole('heading', { name: 'Call the printer' })).toBeVisible()
  })
})
