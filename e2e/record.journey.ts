import { expect, test } from './journey.ts'

test('a customer is created with the help of the server’s answers, edited in place, trashed and restored', async ({
  page,
}) => {
  await page.goto('/customers/new')
  await page.locator('#field-emails').fill('not an address')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.locator('#field-name-note')).toHaveText('must have a value')
  await page.locator('#field-name').fill('Grace Hopper')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.locator('#field-emails-note')).toContainText('is not an e-mail address')

  await page.reload()
  await expect(page.locator('#field-name')).toHaveValue('Grace Hopper')
  await page.locator('#field-emails').fill('grace@example.com')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible()

  await page.getByRole('button', { name: 'Edit Country' }).click()
  await page.locator('#fact-country').fill('United States')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-field=country] dd')).toHaveText('United States')
  await page.getByRole('button', { name: 'Edit Website' }).click()
  await page.locator('#fact-website').fill('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('must be a web address')
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('United States')

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: 'Move to the trash' }).click()
  await expect(page.getByText('“Grace Hopper” is in the trash.')).toBeVisible()
  await page.goto('/trash')
  await page
    .getByRole('row', { name: /Grace Hopper/ })
    .getByRole('button', { name: 'Restore' })
    .click()
  await expect(page.getByRole('row', { name: /Grace Hopper/ })).toHaveCount(0)
})

test('two people change one field, and the second one chooses', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Ada Lovelace', country: 'France' })
  await page.goto(`/customers/${id}`)
  await page.getByRole('button', { name: 'Edit Country' }).click()
  await page.locator('#fact-country').fill('Italy')
  // The page must not learn of the other change before it saves, as happens when both save at once.
  await page.route('**/api/v1/customers/*', (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  )
  await api.change('customers', id, { country: 'Spain' })
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('changed this while you did')
  await expect(dialog).toContainText('Spain')
  await expect(dialog).toContainText('Italy')
  await page.unroute('**/api/v1/customers/*')
  await dialog.getByRole('button', { name: 'Use mine' }).click()
  await expect(page.locator('[data-field=country] dd')).toHaveText('Italy')
  await expect.poll(async () => (await api.get(`customers/${id}`)).country).toBe('Italy')
})

test('lines of an order are added in place and the totals follow', async ({ page, api }) => {
  const customer = await api.create('customers', { name: 'Olive Baker' })
  const order = await api.create('orders', {
    customer: customer.id,
    currency: 'GBP',
    placed_at: '2026-10-01T10:00:00Z',
  })
  await api.create('order_lines', { order: order.id, name: 'Mug', quantity: 3, unit_price: '4.00' })
  await page.goto(`/orders/${order.id}`)
  await expect(page.getByText('£12.00').first()).toBeVisible()
  await page.getByRole('row', { name: /Mug/ }).getByRole('button', { name: 'Edit Quantity' }).press('Enter')
  await page.getByRole('row', { name: /Mug/ }).getByRole('textbox').fill('5')
  await page.keyboard.press('Enter')
  await expect(page.getByText('£20.00').first()).toBeVisible()
})

test('comments and files hang on a record', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Mary Anning' })
  await page.goto(`/customers/${id}`)
  await page.getByRole('tab', { name: 'Comments' }).click()
  await page.getByRole('textbox', { name: 'Comment' }).fill('Collects fossils <b>a lot</b>')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByText('Collects fossils <b>a lot</b>')).toBeVisible()
  await page.getByRole('tab', { name: 'Files' }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'offer.txt', mimeType: 'text/plain', buffer: Buffer.from('An offer.') })
  const link = page.getByRole('link', { name: 'offer.txt' })
  await expect(link).toBeVisible()
  const download = page.waitForEvent('download')
  await link.click()
  expect((await download).suggestedFilename()).toBe('offer.txt')
})

test('an edit is taken back by Ctrl-Z, and history brings a field back', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Lise Meitner', country: 'Austria' })
  await page.goto(`/customers/${id}`)
  await page.getByRole('button', { name: 'Edit Country' }).click()
  await page.locator('#fact-country').fill('Sweden')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await api.get(`customers/${id}`)).country).toBe('Sweden')
  await expect(page.getByText('Country changed.')).toBeVisible()
  await page.getByRole('tab', { name: 'History' }).click()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await api.get(`customers/${id}`)).country).toBe('Austria')
  await page.getByRole('button', { name: 'Bring back what Country was before' }).first().click()
  await expect.poll(async () => (await api.get(`customers/${id}`)).country).toBe('Sweden')
})
