import { type Browser, request } from '@playwright/test'
import { expect, test } from './journey.ts'

const password = 'nine green bottles stand'

/** A colleague who came in by invitation, in a browser of their own. */
const colleague = async (
  browser: Browser,
  url: string,
  api: { get(path: string): Promise<Record<string, unknown>> },
  state: object,
) => {
  const owner = await request.newContext({ baseURL: url, storageState: state as never })
  const roles = (await api.get('roles')).data as { id: string; code: string }[]
  const role = roles.find((one) => one.code === 'member')!
  const invited = await owner.post('/api/v1/auth/invitation', {
    data: { email: 'mia@northwind.example', name: 'Mia Bell', roles: [role.id] },
  })
  const token = new URL((await invited.json()).link).searchParams.get('token')
  await owner.dispose()
  const context = await browser.newContext({ baseURL: url, storageState: { cookies: [], origins: [] } })
  const accepted = await context.request.post('/api/v1/auth/accept', { data: { token, password } })
  if (!accepted.ok()) throw new Error(await accepted.text())
  return context.newPage()
}

test('who is mentioned hears of it at once, and followers hear of changes', async ({
  browser,
  house,
  state,
  page,
  api,
}) => {
  test.setTimeout(120_000)
  const { id } = await api.create('customers', { name: 'Ada Lovelace' })
  const mia = await colleague(browser, house.url, api, state)
  await mia.goto(`/customers/${id}`)
  await mia.getByRole('button', { name: 'Follow', exact: true }).click()
  await expect(mia.getByRole('button', { name: 'Unfollow' })).toBeVisible()
  await page.goto(`/customers/${id}`)
  await page.getByRole('tab', { name: 'Comments' }).click()
  await page.getByRole('textbox', { name: 'Comment' }).fill('Please call her, @mi')
  await page.getByRole('option', { name: 'Mia Bell' }).click()
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await mia.getByRole('button', { name: 'Notifications, 1 unread' }).click({ timeout: 60_000 })
  await expect(mia.getByText('Amelia Stone mentioned you: Please call her, @Mia Bell')).toBeVisible()
  await api.change('customers', id, { country: 'Spain' })
  await expect(mia.getByText('Amelia Stone changed “Ada Lovelace”: Country')).toBeVisible({ timeout: 60_000 })
  await mia.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(mia.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible()
  await mia.context().close()
})
