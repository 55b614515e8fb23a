import { expect, test } from './journey.ts'

test('customers are asked for by their orders, in groups, and the question reads as a sentence', async ({
  page,
  api,
}) => {
  const [busy, calm] = await Promise.all(
    ['Busy', 'Calm'].map((name) => api.create('customers', { name, source: 'Linked' })),
  )
  await api.create('customers', { name: 'Silent', source: 'Linked' })
  for (const customer of [busy, busy, calm])
    await api.create('orders', { customer: customer!.id, status: 'done', placed_at: new Date().toISOString() })
  const ours = encodeURIComponent(JSON.stringify({ all: [{ field: 'source', op: 'eq', value: 'Linked' }] }))
  await page.goto(`/customers?sort=name&filter=${ours}`)
  const rows = page.getByRole('grid').getByRole('row')
  await expect(rows).toHaveCount(4)

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Which field?').fill('orders')
  await page.getByRole('dialog').getByRole('button', { name: 'Orders', exact: true }).click()
  const panel = page.getByRole('dialog', { name: 'Filter' })
  await expect(rows).toHaveCount(3)
  await panel.getByLabel('How many').selectOption('has at least')
  await panel.getByLabel('Number').fill('2')
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(1)).toContainText('Busy')

  await panel.getByRole('button', { name: 'Condition', exact: true }).first().click()
  await page.getByLabel('Which field?').fill('placed')
  await page.keyboard.press('Enter')
  await expect(panel.getByText('has at least 2 Orders (Placed is within the last 90 days)')).toBeVisible()
  await panel.getByLabel('How many').first().selectOption('has none')
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(1)).toContainText('Silent')

  await panel.getByLabel('How conditions join').first().selectOption('any of these holds')
  await expect(rows).not.toHaveCount(2)
  await panel.getByRole('button', { name: 'Done' }).click()
  await page.reload()
  await expect(page.getByRole('button', { name: /Source is.* or has no Orders? \(Placed is within/ })).toBeVisible()
})

test('a field of a linked record is asked for with the keyboard', async ({ page, api }) => {
  const acme = await api.create('customers', { name: 'Acme Keys', type: 'company' })
  await api.create('customers', { name: 'Kay Board', employer: acme.id })
  await page.goto('/customers')
  await page.getByRole('button', { name: 'Filter', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Which field?').fill('employer')
  await page.getByRole('button', { name: 'Fields of Employer' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Which field?').fill('name')
  await page.keyboard.press('Enter')
  await page.getByLabel('Condition', { exact: true }).selectOption('contains')
  await page.getByLabel('Value', { exact: true }).fill('acme keys')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Employer · Name contains acme keys' })).toBeVisible()
})
