import { expect, test } from './journey.ts'

const source = (name: string): string =>
  encodeURIComponent(JSON.stringify({ all: [{ field: 'source', op: 'eq', value: name }] }))

test('a view that is saved for everyone is the same list for a colleague', async ({ page, api, browser, house }) => {
  for (const [n, name] of ['Ada', 'Bea', 'Cleo'].entries())
    await api.create('customers', { name, source: 'Views', country: 'Spain', employees: n })
  await page.goto(`/customers?columns=name,employees,country&sort=-employees&filter=${source('Views')}`)
  await page.getByRole('button', { name: 'Save view' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('From the views')
  await dialog.getByText('Everyone', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page).toHaveURL(/saved=/)

  await expect(page.getByText('Changed since it was saved')).toHaveCount(0)
  const { data } = (await api.get('roles?fields=code')) as { data: { id: string; code: string | null }[] }
  const roles = data.filter((role) => role.code === 'member').map((role) => role.id)
  const invited = await api.post('auth/invitation', { email: 'bo@northwind.example', name: 'Bo Lindqvist', roles })
  const { link } = invited as { link: string }
  const guest = await browser.newContext({ baseURL: house.url })
  const other = await guest.newPage()
  await other.goto(link)
  await other.getByRole('textbox', { name: 'Password' }).fill('quiet-harbour-94-fox')
  await other.getByRole('button', { name: 'Come in' }).click()
  await expect(other.getByRole('heading', { name: /Bo/ })).toBeVisible({ timeout: 30_000 })
  await other.goto('/customers')
  await other.getByRole('button', { name: 'From the views' }).click()
  const rows = other.getByRole('grid').getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText('Cleo')
  await expect(other.getByRole('columnheader').nth(2)).toContainText('Employees')
  await expect(other.getByRole('button', { name: 'View From the views' })).toBeVisible()
  await other.getByRole('button', { name: 'View From the views' }).click()
  await expect(other.getByRole('button', { name: 'Rename and share' })).toHaveCount(0)
  await guest.close()
})

test('a view is changed, saved again, and thrown away', async ({ page, api }) => {
  await api.create('customers', { name: 'Only', source: 'Own view' })
  await page.goto(`/customers?sort=name&filter=${source('Own view')}`)
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Mine alone')
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page).toHaveURL(/saved=/)
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button', { name: 'Name', exact: true }).click()
  await page.getByRole('button', { name: 'View Mine alone' }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('The view is saved.')).toBeVisible()
  await page.goto('/customers')
  await page.getByRole('button', { name: 'Mine alone' }).click()
  await expect(page).toHaveURL(/sort=-name/)
  await page.getByRole('button', { name: 'View Mine alone' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Mine alone' })).toHaveCount(0)
})

test('a list stands in groups with subtotals, and a group opens', async ({ page, api }) => {
  for (const [n, lifecycle] of ['active', 'active', 'lapsed'].entries())
    await api.create('customers', { name: `Grouped ${n}`, source: 'Groups', lifecycle, employees: (n + 1) * 10 })
  await page.goto(`/customers?columns=name,lifecycle,employees&totals=employees:sum&filter=${source('Groups')}`)
  await page.getByRole('columnheader', { name: 'Lifecycle' }).hover()
  await page.getByRole('button', { name: 'Column Lifecycle' }).click()
  await page.getByRole('button', { name: 'Group by this' }).click()
  const active = page.getByRole('button', { name: /Active.*2 records.*30/ })
  await expect(active).toBeVisible()
  await expect(page.getByRole('button', { name: /Lapsed.*1 record.*30/ })).toBeVisible()
  await active.click()
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(3)
  await page.getByRole('button', { name: 'No groups' }).click()
  await expect(page.getByRole('row', { name: /Sum 60/ })).toBeVisible()
})

test('amounts of several currencies are totalled each by itself', async ({ page, api }) => {
  for (const [n, [amount, currency]] of [
    ['100.00', 'EUR'],
    ['250.00', 'EUR'],
    ['70.00', 'USD'],
  ].entries())
    await api.create('deals', { name: `Mixed ${n}`, amount, currency })
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'starts', value: 'Mixed' }))
  await page.goto(`/deals?columns=name,amount,currency&layout=list&totals=amount:sum&filter=${filter}`)
  await expect(page.getByRole('row', { name: /Sum.*€350\.00.*\$70\.00/ })).toBeVisible()
  await page.goto(`/deals?columns=name,amount&layout=list&totals=amount:sum&group=created_at:year&filter=${filter}`)
  await expect(page.getByRole('button', { name: /3 records.*€350\.00.*\$70\.00/ })).toBeVisible()
})
