import { expect, test } from './journey.ts'

const file = [
  'Full name;E-mail;Phone;Date of birth;Status',
  'Maria Keller;maria.keller@example.com;020 7183 8750;03/04/1988;active',
  'Tom Fry;tom.fry(at)example.com;+44 20 7183 8751;17/11/1979;lapsed',
  'Nils Berg;nils@example.com;;31/02/1990;active',
  '李雷;lilei@example.com;+86 138 0013 8000;1990年5月6日;prospective',
].join('\n')

test('a file becomes customers: mapped, put right, imported and taken back', async ({ page, api }) => {
  await page.goto('/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await expect(page.getByText('4 rows', { exact: true })).toBeVisible()
  await expect(page.getByLabel('Where E-mail goes')).toHaveValue('emails')
  await expect(page.getByText('2 refused')).toBeVisible()
  await page.getByRole('button', { name: 'tom.fry(at)example.com' }).click()
  await page.getByLabel('Put right').fill('tom.fry@example.com')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 refused')).toBeVisible()
  await page.getByRole('button', { name: 'Start the import' }).click()
  await expect(page.getByRole('heading', { name: 'The import is done' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('3 created, 0 changed')).toBeVisible()

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Refused rows with their reasons' }).click()
  const text = await (await (await download).createReadStream()).toArray()
  expect(Buffer.concat(text).toString()).toContain('31/02/1990')

  const found = (await api.get('search?q=tom.fry&objects=customer')) as { data: { title: string }[] }
  expect(found.data.map((one) => one.title)).toEqual(['Tom Fry'])
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click()
  await expect(page.getByRole('heading', { name: 'The import was taken back' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('3 records were taken back.')).toBeVisible()
})

test('a file that cannot be read says why', async ({ page }) => {
  await page.goto('/import')
  await page.locator('input[type=file]').setInputFiles({
    name: 'photo.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  })
  await expect(page.getByRole('heading', { name: 'This file cannot be read' })).toBeVisible()
})
