import { expect, test } from './journey.ts'

test('Ctrl-K finds records in both languages and runs commands', async ({ page, api }) => {
  await api.create('customers', { name: 'Zephyr Quill', emails: [{ value: 'zephyr@quill.example' }] })
  await api.create('customers', { name: '上海晨光贸易有限公司', type: 'company' })
  await page.goto('/')
  await expect(page.getByRole('heading', { name: /Amelia/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Search and commands' })
  await field.fill('zeph')
  await expect(page.getByRole('option', { name: /Zephyr Quill/ })).toBeVisible()
  await field.fill('晨光')
  await expect(page.getByRole('option', { name: /晨光/ })).toBeVisible()
  await field.fill('shcg')
  await expect(page.getByRole('option', { name: /晨光/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '上海晨光贸易有限公司' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await field.fill('new deal')
  await page
    .getByRole('option', { name: /New Deal/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/deals\/new$/)
})

test('Ctrl-K leads to every page, to what was learned and to single settings, in words of either language', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: /Amelia/ })).toBeVisible()
  const field = page.getByRole('combobox', { name: 'Search and commands' })
  for (const [typed, name, address] of [
    ['association', /Bought together/, /insights\/baskets$/],
    ['购物篮', /Bought together/, /insights\/baskets$/],
    ['permissions', /Roles/, /settings\/roles$/],
    ['货币', /Currency/, /settings\/organisation$/],
  ] as const) {
    await page.keyboard.press('Control+k')
    await field.fill(typed)
    await page.getByRole('option', { name }).first().click()
    await expect(page).toHaveURL(address)
  }
})
