import type { Page } from '@playwright/test'
import { type Api, expect, test } from './journey.ts'

const listOf = (source: string, more = ''): string =>
  `/customers?columns=name,country,employees,lifecycle&sort=name&filter=${encodeURIComponent(
    JSON.stringify({ all: [{ field: 'source', op: 'eq', value: source }] }),
  )}${more}`

const fill = async (api: Api, source: string): Promise<void> => {
  for (const [n, name] of ['Anna', 'Boris', 'Chloé', 'Dmitri'].entries())
    await api.create('customers', { name, source, country: `Land ${n}`, employees: n + 1, lifecycle: 'active' })
}

const cell = (page: Page, row: number, column: number) => page.locator(`[data-row="${row}"] [data-column="${column}"]`)

test('cells are edited with the keyboard, and every edit is undone and done again', async ({ page, api }) => {
  await fill(api, 'Keys')
  await page.goto(listOf('Keys'))
  await cell(page, 0, 1).click()
  await page.keyboard.type('Norway')
  await page.keyboard.press('Enter')
  await expect(cell(page, 0, 1)).toHaveText('Norway')
  await expect(cell(page, 1, 1)).toHaveAttribute('data-cursor', 'true')
  await page.keyboard.press('F2')
  await page.locator('[data-cell-editor] input').fill('Chile')
  await page.keyboard.press('Tab')
  await expect(cell(page, 1, 2)).toHaveAttribute('data-cursor', 'true')
  await page.keyboard.type('7')
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await expect(cell(page, 1, 2)).toHaveText('75')
  await page.keyboard.press('Enter')
  await page.locator('[data-cell-editor] input').fill('many')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('many')
  await page.keyboard.press('Escape')
  await expect(cell(page, 2, 2)).toHaveText('3')

  await page.keyboard.press('Control+z')
  await expect(cell(page, 1, 2)).toHaveText('2')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(cell(page, 0, 1)).toHaveText('Land 0')
  await page.keyboard.press('Control+Shift+z')
  await expect(cell(page, 0, 1)).toHaveText('Norway')
  await page.reload()
  await expect(cell(page, 0, 1)).toHaveText('Norway')
  await expect(cell(page, 1, 1)).toHaveText('Land 1')
})

test('a range goes to the clipboard and comes back from a spreadsheet, and what is wrong is listed', async ({
  page,
  api,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await fill(api, 'Paste')
  await page.goto(listOf('Paste'))
  await cell(page, 0, 0).click({ position: { x: 180, y: 8 } })
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+c')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split(/\r?\n/)).toEqual(['Anna\tLand 0', 'Boris\tLand 1'])

  await page.evaluate(() => navigator.clipboard.writeText('Peru\t10\tlapsed\nChad\tfew\tActive\nMali\t30\tnonsense\n'))
  await cell(page, 0, 1).click()
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog', { name: '2 cells were not pasted' })
  await expect(dialog.getByRole('cell', { name: 'few', exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  for (const [row, country] of ['Peru', 'Chad', 'Mali'].entries()) await expect(cell(page, row, 1)).toHaveText(country)
  await expect(cell(page, 0, 3)).toHaveText('Lapsed')
  await expect(cell(page, 1, 2)).toHaveText('2')
  await expect(cell(page, 2, 2)).toHaveText('30')
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+z')
  await expect(cell(page, 0, 1)).toHaveText('Land 0')
  await expect(cell(page, 2, 2)).toHaveText('3')
})

test('a value is filled down by key and by its corner', async ({ page, api }) => {
  await fill(api, 'Fill')
  await page.goto(listOf('Fill'))
  await cell(page, 0, 1).click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await expect(cell(page, 1, 1)).toHaveText('Land 0')
  await cell(page, 0, 2).click()
  const [from, to] = await Promise.all([cell(page, 0, 2).boundingBox(), cell(page, 3, 2).boundingBox()])
  await page.mouse.move(from!.x + from!.width - 3, from!.y + from!.height - 3)
  await page.mouse.down()
  await page.mouse.move(to!.x + 20, to!.y + 10, { steps: 4 })
  await page.mouse.up()
  for (const row of [1, 2, 3]) await expect(cell(page, row, 2)).toHaveText('1')
})

test('columns are widened, moved, pinned and totalled, and the address keeps it all', async ({ page, api }) => {
  await fill(api, 'Columns')
  await page.goto(listOf('Columns'))
  const heading = (name: string) => page.getByRole('columnheader', { name })
  // The columns stand where they stay once the rows are there.
  await expect(cell(page, 3, 1)).toHaveText('Land 3')
  const edge = await heading('Country').boundingBox()
  const first = await heading('Name').boundingBox()
  expect(Math.round(first!.x + first!.width)).toBe(Math.round(edge!.x))
  await page.mouse.move(edge!.x + edge!.width, edge!.y + 15)
  await page.mouse.down()
  await page.mouse.move(edge!.x + edge!.width + 90, edge!.y + 15, { steps: 4 })
  await page.mouse.up()
  await expect(page).toHaveURL(/widths=country/)
  expect((await heading('Country').boundingBox())!.width).toBeGreaterThan(edge!.width + 60)
  await heading('Employees').hover()
  await page.getByRole('button', { name: 'Column Employees' }).click()
  await page.getByRole('button', { name: 'Sum', exact: true }).click()
  await expect(page.getByRole('row', { name: 'Sum 10' })).toBeVisible()
  await heading('Employees').getByRole('button', { name: 'Employees', exact: true }).focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('columnheader').nth(2)).toContainText('Employees')
  await page.getByRole('button', { name: 'Column Employees' }).click()
  await page.getByRole('button', { name: 'Keep in sight up to here' }).click()
  await expect(page).toHaveURL(/pinned=2/)
  await page.reload()
  await expect(page.getByRole('row', { name: 'Sum 10' })).toBeVisible()
  await expect(page.getByRole('columnheader').nth(2)).toContainText('Employees')
})
