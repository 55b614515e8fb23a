import { expect, test } from './journey.ts'

/** Somebody who works here and can come in. */
const hire = async (
  api: {
    create: (plural: string, values: object) => Promise<{ id: string }>
    get: (path: string) => Promise<Record<string, unknown>>
  },
  name: string,
) => {
  const roles = (await api.get('roles')).data as readonly { id: string; code: string | null }[]
  const member = roles.find((role) => role.code === 'member')!
  const email = `${name.toLowerCase().replace(/\W/g, '')}@northwind.example`
  return api.create('users', { name, email, status: 'active', roles: [member.id] })
}

test('an administrator sees Rapport as somebody else does, and comes back with one click', async ({ page, api }) => {
  await hire(api, 'Mia Member')
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'More for Mia Member' }).click()
  await page.getByRole('menuitem', { name: 'See Rapport as they do' }).click()
  const banner = page.getByRole('complementary', { name: 'View as' })
  await expect(banner).toContainText('You see Rapport as Mia Member sees it')
  await page.goto('/customers')
  await expect(page.getByRole('link', { name: /^New/ })).toHaveCount(0)
  await page.goto('/settings/people')
  await expect(page.getByRole('button', { name: 'Invite somebody' })).toHaveCount(0)
  await banner.getByRole('button', { name: 'Back to me' }).click()
  await expect(banner).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Invite somebody' })).toBeVisible()
})

test('who leaves hands over after a look at what they own, and it can be undone', async ({ page, api }) => {
  const [leaving, heir] = [await hire(api, 'Leo Leaver'), await hire(api, 'Hana Heir')]
  const customer = await api.create('customers', { name: 'Handed over', owner: leaving.id })
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'More for Leo Leaver' }).click()
  await page.getByRole('menuitem', { name: 'Put the account away' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('list', { name: 'What is handed over' })).toContainText('Customers')
  await dialog.getByLabel('Who gets them').click()
  await page.getByRole('option', { name: 'Hana Heir' }).click()
  await dialog.getByRole('button', { name: 'Put away' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await api.get(`customers/${customer.id}`)).toMatchObject({ owner: heir.id })
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByText('Leo Leaver is back, with all records.')).toBeVisible()
  expect(await api.get(`customers/${customer.id}`)).toMatchObject({ owner: leaving.id })
})

test('a role hides a field, object by object', async ({ page, api }) => {
  const role = await api.create('roles', { name: 'Apprentice', grants: { '*': { read: 'all' } } })
  await page.goto('/settings/roles')
  await page.getByLabel('Role', { exact: true }).selectOption('Apprentice')
  await page.getByLabel('Find an object').fill('deal')
  await page.getByRole('button', { name: 'Fields of Deals' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Find a field').fill('amount')
  await dialog.getByRole('radiogroup', { name: 'Amount' }).getByText('hidden').click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  expect(await api.get(`roles/${role.id}`)).toMatchObject({ grants: { deal: { fields: { amount: 'hidden' } } } })
})

test('a configuration is looked at before it comes in', async ({ page, api }) => {
  const file = await api.get('design/configuration')
  const label = { en: 'From a file', zh: '来自文件' }
  const definition = { kind: 'text', label, custom: true }
  const given = { ...file, definitions: [{ kind: 'field', object: 'customer', name: 'x_from_file', definition }] }
  await page.goto('/settings/configuration')
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'shop.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(given)) })
  const plan = page.getByRole('region', { name: 'What will change' })
  await expect(plan).toContainText('x_from_file')
  await plan.getByRole('button', { name: 'Bring it in' }).click()
  await expect(page.getByText('The configuration is in effect.', { exact: false })).toBeVisible()
  const fields = async () => ((await api.get('custom-fields')).data as { name: string }[]).map((one) => one.name)
  expect(await fields()).toContain('x_from_file')
  await page.goto('/settings/changes')
  await page.getByRole('button', { name: 'Take back' }).first().click()
  await expect(page.getByText('Taken back.')).toBeVisible()
  expect(await fields()).not.toContain('x_from_file')
})
