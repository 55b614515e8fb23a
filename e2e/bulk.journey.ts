import { readFile } from 'node:fs/promises'
import { type Api, expect, test } from './journey.ts'

const listOf = (source: string): string =>
  `/customers?columns=name,country&sort=-name&filter=${encodeURIComponent(JSON.stringify({ field: 'source', op: 'eq', value: source }))}`

const fill = async (api: Api, source: string): Promise<void> => {
  for (const name of ['Anna', 'Boris', 'Chloé'])
    await api.create('customers', { name, source, country: 'Spain', job_title: 'Baker' })
}

test('a list is exported as it is shown', async ({ page, api }) => {
  await fill(api, 'Export')
  await api.create('customers', { name: 'Elsewhere', source: 'Other' })
  await page.goto(listOf('Export'))
  await page.getByRole('button', { name: 'More', exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^customers-.*\.csv$/)
  const [head, ...lines] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(head).toBe('\ufeffid,Name,Country')
  expect(lines.map((line) => line.split(',').slice(1))).toEqual([
    ['Chloé', 'Spain'],
    ['Boris', 'Spain'],
    ['Anna', 'Spain'],
  ])
  for (const kind of ['Excel', 'JSON lines']) {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    const next = page.waitForEvent('download')
    await page.getByRole('link', { name: kind }).click()
    expect((await next).suggestedFilename()).toMatch(/\.(xlsx|jsonl)$/)
  }
})

test('one field of the ticked records is changed together and taken back', async ({ page, api }) => {
  await fill(api, 'Bulk')
  await page.goto(listOf('Bulk'))
  for (const name of ['Anna', 'Boris']) {
    await page.getByRole('row', { name }).hover()
    await page.getByRole('checkbox', { name: `Select: ${name}` }).check()
  }
  await page.getByRole('button', { name: 'Change a field' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Field' }).click()
  await page.getByRole('option', { name: 'Country' }).click()
  await dialog.locator('#field-bulk-country').fill('Norway')
  await dialog.getByRole('button', { name: 'Change 2 records' }).click()
  await expect(page.getByText('2 changed.')).toBeVisible()
  await expect(page.getByRole('row', { name: 'Anna' })).toContainText('Norway')
  await expect(page.getByRole('row', { name: 'Boris' })).toContainText('Norway')
  await expect(page.getByRole('row', { name: 'Chloé' })).toContainText('Spain')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Taken back.')).toBeVisible()
  await expect(page.getByRole('row', { name: 'Anna' })).toContainText('Spain')
})

test('two records become one with the values that were chosen, and two again', async ({ page, api }) => {
  const keep = await api.create('customers', { name: 'Sofia Kovalevskaya', country: 'Russia', job_title: 'Reader' })
  const other = await api.create('customers', {
    name: 'Sofia Kovalevskaya',
    country: 'Sweden',
    emails: [{ value: 'sofia@example.com' }],
  })
  await page.goto(`/customers/${keep.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: 'Merge with another' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Sofia Kovalevskaya.*sofia@example.com/ }).click()
  const countries = dialog.getByRole('group', { name: 'Country' })
  await expect(countries.getByRole('radio').first()).toBeChecked()
  await countries.getByRole('radio').nth(1).check()
  await dialog.getByRole('button', { name: 'Merge 2 records' }).click()
  await expect(page.getByText('Merged into “Sofia Kovalevskaya”.')).toBeVisible()
  await expect(page.locator('[data-field=country] dd')).toHaveText('Sweden')
  await expect(page.locator('[data-field=emails] dd')).toContainText('sofia@example.com')
  expect((await api.get(`customers/${keep.id}`)).job_title).toBe('Reader')
  expect((await api.get(`customers/${other.id}`)).deleted_at).not.toBeNull()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Taken back.')).toBeVisible()
  await expect(page.locator('[data-field=country] dd')).toHaveText('Russia')
  expect((await api.get(`customers/${other.id}`)).deleted_at).toBeNull()
})
