import { type Api, expect, test } from './journey.ts'

const people = 340
const source = { field: 'source', op: 'eq', value: 'Fair' }
/** Only the customers of these journeys; others leave theirs in the same house. */
const ours = `/customers?filter=${encodeURIComponent(JSON.stringify({ all: [source] }))}`
let filled = false

/** Enough customers that the list must load further blocks. */
const fill = async (api: Api): Promise<void> => {
  if (filled) return
  filled = true
  for (let at = 0; at < people; at += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const number = String(at + n).padStart(3, '0')
        const lifecycle = (at + n) % 4 === 0 ? 'lapsed' : 'active'
        return api.create('customers', {
          name: `Person ${number}`,
          source: 'Fair',
          lifecycle,
          emails: [{ value: `p${number}@example.com` }],
        })
      }),
    )
}

test.beforeEach(({ api }) => fill(api))

test('a list is filtered and sorted, and its address says how', async ({ page }) => {
  await page.goto(ours)
  await expect(page.getByText('340', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Which field?').fill('lifec')
  await page.getByRole('button', { name: 'Lifecycle Choice' }).click()
  await page.getByLabel('Lapsed').check()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('85', { exact: true })).toBeVisible()
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button', { name: 'Name', exact: true }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Person 000')
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button', { name: 'Name', exact: true }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Person 336')

  await page.reload()
  await expect(page.getByRole('row').nth(1)).toContainText('Person 336')
  await expect(page.getByText('85', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Remove this filter' }).last().click()
  await expect(page.getByText('340', { exact: true })).toBeVisible()
})

test('scrolling reaches the last row, and the keyboard opens it', async ({ page }) => {
  await page.goto(`${ours}&sort=name`)
  const grid = page.getByRole('grid', { name: 'Customers' })
  await expect(page.getByRole('row').nth(1)).toContainText('Person 000')
  await grid.focus()
  await expect(async () => {
    await page.keyboard.press('Control+End')
    await expect(page.getByRole('link', { name: 'Person 339' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(page.getByRole('row', { selected: false }).last()).toContainText('Person 339')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Person 339' })).toBeVisible()
  await page.goBack()
  await expect(grid).toBeVisible()
})

test('columns are chosen, and selected rows go to the trash and come back', async ({ page }) => {
  await page.goto(`${ours}&sort=name`)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByLabel('Which column?').fill('Birth')
  await page.getByRole('checkbox', { name: 'Birthday' }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Birthday' })).toBeVisible()
  await expect(page).toHaveURL(/columns=.*birthday/)

  await page.getByRole('row').nth(1).hover()
  await page.getByRole('checkbox', { name: 'Select: Person 000' }).check()
  await page.getByRole('checkbox', { name: 'Select: Person 001' }).check()
  await page.getByRole('button', { name: 'To the trash' }).click()
  await expect(page.getByText('2 moved to the trash.')).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toContainText('Person 002')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Person 000')
})

test('a change made elsewhere appears without a reload', async ({ page, api }) => {
  await page.goto(`${ours}&sort=name`)
  await expect(page.getByRole('row').nth(1)).toContainText('Person 000')
  await api.create('customers', { name: 'Aardvark & Sons', type: 'company', source: 'Fair' })
  await expect(page.getByRole('row').nth(1)).toContainText('Aardvark & Sons')
})
