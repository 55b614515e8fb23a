import { expect, test } from '@playwright/test'
import { type House, startHouse } from './house.ts'
import { owner } from './journey.ts'

let house: House
test.beforeAll(async () => {
  house = await startHouse()
})
test.afterAll(() => house.stop())

test('the first person creates the owner with the sample company, signs out and in again', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto(house.url)
  await expect(page).toHaveURL(/\/welcome$/)
  await page.getByLabel('Your name').fill(owner.name)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Organisation').fill('Northwind')
  await expect(page.getByRole('checkbox', { name: /sample company/ })).toBeChecked()
  const password = page.getByRole('textbox', { name: 'Password' })

  await password.fill('amelia-stone')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByText(/which others know about this person/)).toBeVisible()

  await password.fill(owner.password)
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByRole('heading', { name: /Amelia/ })).toBeVisible({ timeout: 30_000 })

  // The sample comes in the background and appears without a reload.
  await page.goto(`${house.url}/customers`)
  await expect(page.getByRole('row').nth(20)).toBeVisible({ timeout: 90_000 })

  await page.getByRole('button', { name: `Account of ${owner.name}` }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)

  await page.goto(`${house.url}/customers?sort=name`)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('not-my-password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('do not go together')
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/customers\?sort=name$/)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('an invited colleague comes in by the link', async ({ browser }) => {
  const boss = await browser.newContext()
  const page = await boss.newPage()
  await page.goto(`${house.url}/sign-in`)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: /Amelia/ })).toBeVisible()
  await page.goto(`${house.url}/settings/people`)
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByRole('dialog').getByLabel('E-mail').fill('ben@northwind.example')
  await page.getByRole('dialog').getByLabel('Name').fill('Ben Okafor')
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
  const link = await page.getByRole('status').locator('code').textContent()

  const guest = await browser.newContext()
  const other = await guest.newPage()
  await other.goto(link ?? '')
  await expect(other.getByLabel('E-mail')).toHaveValue('ben@northwind.example')
  await other.getByRole('textbox', { name: 'Password' }).fill('quiet-harbour-94-fox')
  await other.getByRole('button', { name: 'Come in' }).click()
  await expect(other.getByRole('heading', { name: /Ben/ })).toBeVisible({ timeout: 30_000 })
  await expect(other.getByRole('link', { name: 'Import' })).toHaveCount(0)
})
