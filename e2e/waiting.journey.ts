import type { BrowserContext, Page } from '@playwright/test'
import { expect, owner, test } from './journey.ts'

/** A page whose app and records are kept on the device, as after a first visit. */
const visited = async (context: BrowserContext, href: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.goto('/customers/new')
  await expect(page.locator('#field-name')).toBeVisible()
  await page.goto(href)
  await expect(page.getByRole('button', { name: 'Edit Country' })).toBeVisible()
  await page.getByRole('button', { name: 'Edit Country' }).click()
  await expect(page.locator('#fact-country')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.waitForLoadState('networkidle')
  return page
}

const edit = async (page: Page, label: string, name: string, value: string): Promise<void> => {
  await page.getByRole('button', { name: `Edit ${label}`, exact: true }).click()
  await page.locator(`#fact-${name}`).fill(value)
  await page.keyboard.press('Enter')
  // Addresses are shown without what they all begin with.
  await expect(page.locator(`[data-field=${name}] dd`)).toContainText(value.replace('https://', ''))
}

test('edits and a new record without a connection wait, survive a reload, and arrive exactly once', async ({
  browser,
  house,
  state,
  api,
}) => {
  const { id } = await api.create('customers', {
    name: 'Lise Meitner',
    country: 'Austria',
    website: 'https://old.example',
    source: 'fair',
  })
  const context = await browser.newContext({ baseURL: house.url, storageState: state })
  const page = await visited(context, `/customers/${id}`)

  await context.setOffline(true)
  await edit(page, 'Country', 'country', 'Sweden')
  await edit(page, 'Website', 'website', 'https://new.example')
  await edit(page, 'Source', 'source', 'letter')
  await expect(page.locator('[data-field=country]')).toContainText('waits for the connection')
  await page.goto('/customers/new')
  await page.locator('#field-name').fill('Otto Robert Frisch')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('button', { name: '2 changes wait' })).toBeVisible()

  await page.goto(`/customers/${id}`)
  await expect(page.locator('[data-field=country] dd')).toContainText('Sweden')
  await page.getByRole('button', { name: '2 changes wait' }).click()
  await expect(page.getByRole('dialog')).toContainText('Otto Robert Frisch')
  await expect(page.getByRole('dialog')).toContainText('new.example')
  await page.keyboard.press('Escape')
  expect((await api.get(`customers/${id}`)).country).toBe('Austria')

  await context.setOffline(false)
  await expect(page.getByRole('button', { name: /changes? waits?$/ })).toBeHidden()
  await expect(page.getByText('No connection to the server')).toBeHidden()
  expect(await api.get(`customers/${id}`)).toMatchObject({
    country: 'Sweden',
    website: 'https://new.example',
    source: 'letter',
  })
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: 'Otto Robert Frisch' }))
  expect((await api.get(`customers?filter=${filter}`)).data).toHaveLength(1)
  await expect(page.locator('[data-field=country]')).not.toContainText('waits')
  await context.close()
})

test('what somebody changed meanwhile is shown when the connection is back, and the person chooses', async ({
  browser,
  house,
  state,
  api,
}) => {
  const { id } = await api.create('customers', { name: 'Emmy Noether', country: 'Germany' })
  const context = await browser.newContext({ baseURL: house.url, storageState: state })
  const page = await visited(context, `/customers/${id}`)
  await context.setOffline(true)
  await edit(page, 'Country', 'country', 'United States')
  await api.change('customers', id, { country: 'Russia', source: 'university' })
  await context.setOffline(false)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('changed this while you did')
  await expect(dialog).toContainText('Russia')
  expect((await api.get(`customers/${id}`)).country).toBe('Russia')
  await dialog.getByRole('button', { name: 'Use mine' }).click()
  await expect.poll(async () => (await api.get(`customers/${id}`)).country).toBe('United States')
  expect((await api.get(`customers/${id}`)).source).toBe('university')
  await expect(page.getByRole('button', { name: /changes? waits?$/ })).toBeHidden()
  await context.close()
})

test('what the server refuses keeps its input, and signing out asks before it leaves anything behind', async ({
  browser,
  house,
  api,
}) => {
  const { id } = await api.create('customers', { name: 'Sofia Kovalevskaya', country: 'Russia' })
  const context = await browser.newContext({ baseURL: house.url })
  const signedIn = await context.request.post('/api/v1/auth/sign-in', {
    data: { email: owner.email, password: owner.password },
  })
  expect(signedIn.ok()).toBe(true)
  const page = await visited(context, `/customers/${id}`)
  await context.setOffline(true)
  await edit(page, 'Website', 'website', 'javascript:alert(1)')
  await context.setOffline(false)
  await expect(page.locator('[data-field=website]')).toContainText('not taken by the server')
  await page.getByRole('button', { name: '1 change waits' }).click()
  await expect(page.getByRole('dialog')).toContainText('must be a web address')
  await expect(page.getByRole('dialog')).toContainText('javascript:alert(1)')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `Account of ${owner.name}` }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('dialog', { name: 'Not everything' })).toContainText('1 change waits on this device')
  await page.getByRole('button', { name: 'Discard and sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('rapport-waiting'))),
  ).toEqual([])
  await context.close()
})

test('a store on the device that holds rubbish breaks no page', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Hypatia' })
  await page.goto('/')
  const me = (await api.get('me')).id
  await page.evaluate((person) => {
    localStorage.setItem('rapport-recent', '{"half')
    localStorage.setItem(`rapport-draft/${person}/customers`, '[1,')
    localStorage.setItem(`rapport-waiting/${person}/0`, 'null')
    localStorage.setItem(`rapport-waiting/${person}/1`, '{"cut')
  }, String(me))
  await page.goto('/customers/new')
  await expect(page.locator('#field-name')).toBeVisible()
  await page.goto(`/customers/${id}`)
  await expect(page.getByRole('heading', { name: 'Hypatia' })).toBeVisible()
})
