import { expect, test } from '@playwright/test'
import { useSampleHouse } from './sample-house.ts'

const sample = useSampleHouse()

const count = async (path: string): Promise<number> => {
  const reply = await (await sample.context.request.get(`/api/v1${path}`)).json()
  return (reply as { total: { value: number } }).total.value
}

test('customers are put into segments, and a segment leads to its list', async () => {
  const { page } = sample
  await page.goto('/insights/segments')
  await page.getByRole('button', { name: 'Find segments' }).click()
  await expect(page.getByRole('heading', { name: 'Groups that buy alike' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('img', { name: /Who moved since/ })).toBeVisible()
  const row = page.getByRole('row', { name: /Champions/ })
  const customers = Number.parseInt((await row.getByRole('cell').nth(1).textContent()) ?? '', 10)
  await row.getByRole('link', { name: 'Champions' }).click()
  await expect(page).toHaveURL(/\/customers\?filter=/)
  const filter = new URL(page.url()).searchParams.get('filter')!
  expect(await count(`/customers?limit=1&total=1&filter=${encodeURIComponent(filter)}`)).toBe(customers)
  await expect(page.getByText(String(customers), { exact: true }).first()).toBeVisible()
})

test('rules are told in words, and who lacks the second thing is one click away', async () => {
  const { page } = sample
  await page.goto('/insights/baskets')
  await page.getByRole('button', { name: 'Look for rules' }).click()
  await expect(page.getByText(/times as likely/)).toBeVisible({ timeout: 60_000 })
  const main = page.getByRole('main')
  await main.getByText('Categories', { exact: true }).click()
  await main.getByText('Afterwards', { exact: true }).click()
  await expect(page.getByText(/customers who bought .* came back for/)).toBeVisible()
  const button = page.getByRole('button', { name: /first and lacks? the second/ })
  const customers = Number.parseInt((await button.textContent()) ?? '', 10)
  await button.click()
  await expect(page).toHaveURL(/\/customers\?filter=/)
  const filter = new URL(page.url()).searchParams.get('filter')!
  expect(await count(`/customers?limit=1&total=1&filter=${encodeURIComponent(filter)}`)).toBe(customers)
})

test('recommendations are tried out, then stand on the customer with their reasons, and what is taken up is counted', async () => {
  const { page } = sample
  await page.goto('/insights/recommend')
  await page.getByRole('button', { name: 'Try the methods' }).click()
  await expect(page.getByText('In use', { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Nothing has been shown yet', { exact: false })).toBeVisible()
  const { data } = await (
    await sample.context.request.get('/api/v1/customers?sort=-orders&limit=20&fields=name')
  ).json()
  for (const { id } of data as { id: string }[]) {
    const list = await (
      await sample.context.request.get(`/api/v1/customers/${id}/recommendations?limit=1&place=api`)
    ).json()
    if (list.held_out || list.data.length === 0) continue
    await page.goto(`/customers/${id}`)
    break
  }
  const panel = page.getByRole('region', { name: 'What to recommend' })
  await expect(panel.getByText(/^because/).first()).toBeVisible()
  await panel.getByRole('link').first().click()
  await expect(page).toHaveURL(/\/products\//)
  await page.goto('/insights/recommend')
  await expect(page.getByText(/customers were shown something/)).toBeVisible()
})

test('offers are planned under limits, a line is taken out, and the plan becomes tasks', async () => {
  const { page } = sample
  await page.goto('/insights/plan')
  await page.getByLabel('Whom it may reach').first().click()
  await page.getByRole('option', { name: 'Who did not refuse' }).click()
  await page.getByLabel('Cost of a contact: E-mail').fill('0.01')
  await page.getByRole('button', { name: 'Look for the best plan' }).click()
  await expect(page.getByRole('heading', { name: 'Who is offered what' })).toBeVisible({ timeout: 90_000 })
  await expect(page.getByRole('heading', { name: 'What the limits are worth' })).toBeVisible()
  await page
    .getByRole('button', { name: /^Take out:/ })
    .first()
    .click()
  await expect(page.getByText('taken out', { exact: true })).toBeVisible()
  await expect(page.getByText(/Some lines were changed/)).toBeVisible()
  await page.getByRole('button', { name: 'Make tasks' }).click()
  await expect(page.getByText(/[1-9]\d* tasks were made/)).toBeVisible({ timeout: 30_000 })
})
