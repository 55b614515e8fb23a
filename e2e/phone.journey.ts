import { expect, test } from './journey.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('on a phone, lists are cards, the menu is within reach, and nothing runs off the side', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Ibn Battuta', lifecycle: 'active', country: 'Morocco' })
  for (const path of ['/', '/customers', `/customers/${id}`, '/customers/new', '/import', '/settings/profile']) {
    await page.goto(path)
    await page.getByRole('main').waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide, path).toBeLessThanOrEqual(0)
  }
  await page.goto('/customers')
  await page.getByRole('link', { name: /Ibn Battuta/ }).tap()
  await expect(page.getByRole('heading', { name: 'Ibn Battuta' })).toBeVisible()
  await page.getByRole('button', { name: 'Menu' }).tap()
  await page.getByRole('dialog').getByRole('link', { name: 'Tasks' }).tap()
  await expect(page.getByRole('heading', { name: 'Tasks', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Search' }).tap()
  await page.getByRole('combobox').fill('battuta')
  await page.getByRole('option', { name: /Ibn Battuta/ }).tap()
  await expect(page.getByRole('heading', { name: 'Ibn Battuta' })).toBeVisible()
})

test('what can be done with a record is within reach of a thumb', async ({ page, api }) => {
  const { id } = await api.create('deals', { name: 'Long way down' })
  await page.goto(`/deals/${id}`)
  for (const name of ['Mark as won', 'Mark as lost', 'Reopen']) {
    const box = (await page.getByRole('button', { name, exact: true }).boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(390)
    expect(box.height).toBeGreaterThanOrEqual(40)
  }
})
