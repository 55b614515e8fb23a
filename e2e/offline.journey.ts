import { expect, test } from './journey.ts'

test('a record looked at before is readable without a connection, and nothing is kept after signing out', async ({
  browser,
  house,
  state,
  api,
}) => {
  const { id } = await api.create('customers', { name: 'Wangari Maathai', lifecycle: 'active' })
  const context = await browser.newContext({ baseURL: house.url, storageState: state })
  const page = await context.newPage()
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.goto(`/customers/${id}`)
  await expect(page.getByRole('heading', { name: 'Wangari Maathai' })).toBeVisible()
  await page.waitForLoadState('networkidle')

  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Wangari Maathai' })).toBeVisible()
  await expect(page.getByText('What you see is from')).toBeVisible()

  await context.setOffline(false)
  await expect(page.getByText('What you see is from')).toBeHidden({ timeout: 30_000 })

  // Signed out by a session of its own, so that the other journeys stay signed in.
  const signedIn = await context.request.post('/api/v1/auth/sign-in', {
    data: { email: 'amelia@northwind.example', password: 'river-otter-lamp-42' },
  })
  expect(signedIn.ok()).toBe(true)
  await page.goto('/')
  await page.getByRole('button', { name: 'Account of Amelia Stone' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  const kept = () => page.evaluate(async () => (await (await caches.open('rapport-seen')).keys()).map((one) => one.url))
  await expect.poll(kept).toEqual([])
  await context.close()
})

test('the app can be installed: its manifest, pictures and worker are there', async ({ page }) => {
  await page.goto('/')
  const manifest = await page.evaluate(async () => {
    const address = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!.href
    const answer = await fetch(address)
    const found = (await answer.json()) as { icons: { src: string }[] }
    const pictures = await Promise.all(found.icons.map(async ({ src }) => (await fetch(src)).status))
    return { type: answer.headers.get('content-type'), pictures }
  })
  expect(manifest.type).toContain('application/manifest+json')
  expect(new Set(manifest.pictures)).toEqual(new Set([200]))
})
