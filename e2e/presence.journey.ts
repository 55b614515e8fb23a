import { expect, test } from './journey.ts'

test('two people at one record see each other, and when they write one text none of it is lost', async ({
  browser,
  house,
  page,
  api,
}) => {
  const { id } = await api.create('customers', { name: 'Maryam Mirzakhani', note: 'First line' })
  const invited = (await api.post('auth/invitation', {
    email: 'otto@northwind.example',
    name: 'Otto Lang',
    roles: [
      ((await api.get('roles?limit=100')).data as { id: string; code: string }[]).find((one) => one.code === 'admin')!
        .id,
    ],
  })) as { link: string }
  const context = await browser.newContext({ baseURL: house.url })
  const token = new URL(invited.link).searchParams.get('token')
  const accepted = await context.request.post('/api/v1/auth/accept', {
    data: { token, password: 'lamp-otter-river-42' },
  })
  expect(accepted.ok()).toBe(true)
  const other = await context.newPage()
  await page.goto(`/customers/${id}`)
  await other.goto(`/customers/${id}`)
  await expect(page.getByRole('img', { name: 'Here too: Otto Lang' })).toBeVisible()
  await expect(other.getByRole('img', { name: 'Here too: Amelia Stone' })).toBeVisible()

  await other.getByRole('button', { name: 'Edit Remarks' }).click()
  await expect(page.locator('[data-field=note]')).toContainText('Otto Lang is editing this field')
  await page.getByRole('button', { name: 'Edit Remarks' }).click()
  await other.locator('#fact-note').fill('First line\nOtto called')
  await other.keyboard.press('Control+Enter')
  await expect(page.locator('[data-field=note]')).not.toContainText('is editing')
  await page.locator('#fact-note').fill('First line\nAmelia wrote')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Otto called')
  await expect(dialog.getByLabel('Both together')).toHaveValue('First line\nOtto called\nAmelia wrote')
  await dialog.getByRole('button', { name: 'Keep both together' }).click()
  await expect.poll(async () => (await api.get(`customers/${id}`)).note).toBe('First line\nOtto called\nAmelia wrote')

  await context.close()
  await expect(page.getByRole('img', { name: 'Here too: Otto Lang' })).toBeHidden()
})
