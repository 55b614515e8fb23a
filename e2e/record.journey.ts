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
  const back = page.getByRole('button', { name: 'Bring back what Country was before' })
  await expect(back).toHaveCount(2)
  await back.first().click()
  await expect.poll(async () => (await api.get(`customers/${id}`)).country).toBe('Sweden')
})

test('a record is restored to an earlier state, but for what is left out', async ({ page, api }) => {
  const made = await api.create('customers', { name: 'Max Born', country: 'Germany', industry: 'Physics' })
  await api.change('customers', made.id, { country: 'Scotland', industry: 'Optics', website: 'https://example.com' })
  await page.goto(`/customers/${made.id}`)
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByRole('button', { name: 'Restore to this' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('checkbox')).toHaveCount(3)
  await dialog.getByRole('checkbox', { name: 'Website' }).click()
  await dialog.getByRole('button', { name: 'Restore 2' }).click()
  await expect(dialog).toBeHidden()
  await expect
    .poll(() => api.get(`customers/${made.id}`))
    .toMatchObject({ country: 'Germany', industry: 'Physics', website: 'https://example.com', version: 3 })
})

test('a timeline is narrowed by kind and period, and the address keeps it', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Otto Hahn' })
  await api.create('orders', { number: 'TL-1', customer: id, placed_at: '2026-01-01T12:00:00Z' })
  await api.create('notes', { text: 'Called back', about: `customer/${id}` })
  await page.goto(`/customers/${id}`)
  const panel = page.getByRole('tabpanel')
  await expect(panel.getByText('TL-1')).toBeVisible()
  await panel.getByRole('button', { name: 'Orders' }).click()
  await expect(panel.getByText('Called back')).toBeHidden()
  await expect(panel.getByText('TL-1')).toBeVisible()
  await page.reload()
  await expect(panel.getByRole('button', { name: 'Orders', pressed: true })).toBeVisible()
  await expect(panel.getByText('Called back')).toBeHidden()
  await panel.getByRole('button', { name: 'Any time' }).click()
  await page.getByLabel('From', { exact: true }).fill('2026-02-01')
  await expect(panel.getByText('Nothing like this has happened.')).toBeVisible()
  await page.keyboard.press('Escape')
  await panel.getByRole('button', { name: 'Show everything' }).click()
  await expect(panel.getByText('Called back').first()).toBeVisible()
})

test('pictures and PDFs are looked at one after the other, and what could run is only downloaded', async ({
  page,
  api,
}) => {
  const { id } = await api.create('customers', { name: 'Fritz Haber' })
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  await page.goto(`/customers/${id}?tab=files`)
  await page.locator('input[type=file]').setInputFiles([
    { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>alert(1)</script>') },
    { name: 'offer.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') },
    { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') },
  ])
  const panel = page.getByRole('tabpanel')
  await expect(panel.getByRole('link', { name: 'page.png' })).toHaveAttribute('download', '')
  await panel.getByRole('button', { name: 'logo.png' }).click()
  const dialog = page.getByRole('dialog')
  const picture = dialog.getByRole('img', { name: 'logo.png' })
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1)
  await expect(dialog.getByText('1 of 2')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByText('2 of 2')).toBeVisible()
  await expect(dialog.locator('iframe[title="offer.pdf"], a[target=_blank]')).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(picture).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('the record says why one may see it, and why a colleague may or may not', async ({ page, api }) => {
  const role = await api.create('roles', {
    name: 'Closed door',
    grants: { '*': { read: 'all' }, deal: { read: 'own' } },
  })
  await api.create('users', {
    name: 'Paul Ehrlich',
    email: 'paul@northwind.example',
    status: 'active',
    roles: [role.id],
  })
  const deal = await api.create('deals', { name: 'Salvarsan' })
  await page.goto(`/deals/${deal.id}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Who may see this, and why' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Amelia Stone can see this')).toBeVisible()
  await expect(dialog.getByText('The role Administrator reaches all Deals.').first()).toBeVisible()
  await dialog.getByLabel('Person').fill('Paul')
  await page.getByRole('option', { name: 'Paul Ehrlich' }).click()
  await expect(dialog.getByText('Paul Ehrlich cannot see this')).toBeVisible()
  await expect(dialog.getByText(/Closed door.* reaches only Deals that Paul Ehrlich owns/).first()).toBeVisible()
})
