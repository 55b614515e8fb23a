import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './journey.ts'

const serious = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map((one) => `${one.id} ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)
}

const drag = async (page: Page, from: Locator, to: Locator): Promise<void> => {
  await from.scrollIntoViewIfNeeded()
  const start = (await from.boundingBox())!
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  const end = (await to.boundingBox())!
  await page.mouse.move(end.x + 40, end.y + end.height - 4, { steps: 12 })
  await page.mouse.move(end.x + 42, end.y + end.height - 3)
  await page.mouse.up()
}

test('an administrator arranges a page on the spot, and takes it back', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Emmy Noether', country: 'Germany', note: 'Rings' })
  await page.goto(`/customers/${id}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: 'Edit this page' }).click()
  await expect(page).toHaveURL(/edit=page/)
  const side = page.getByRole('region', { name: 'Narrow column' })
  const first = side.getByRole('region').first()
  const name = first.getByRole('textbox', { name: 'Name of the section' })
  await name.fill('Essentials')
  await name.press('Enter')
  const essentials = side.getByRole('region', { name: 'Essentials' })
  const rows = essentials.getByRole('listitem')
  const second = (await rows.nth(1).textContent())!
  await rows
    .nth(1)
    .getByRole('button', { name: /^Move / })
    .press('ArrowUp')
  await expect(rows.first()).toHaveText(second)
  await expect(rows.first().getByRole('button', { name: /^Move / })).toBeFocused()
  await rows
    .nth(1)
    .getByRole('button', { name: /^Take .* off$/ })
    .click()
  await essentials.getByRole('combobox', { name: 'Add a field' }).fill('Remarks')
  await page.getByRole('option', { name: 'Remarks' }).click()
  await expect(rows.last()).toContainText('Remarks')

  const wide = page.getByRole('region', { name: 'Wide column' })
  await wide.getByRole('button', { name: 'Add a section: Wide column' }).click()
  await page.getByRole('button', { name: 'Notes' }).click()
  await wide.getByRole('button', { name: /^Move Notes/ }).press('ArrowUp')
  await drag(
    page,
    page.getByRole('button', { name: /^Move the tab Timeline/ }),
    page.getByRole('region', { name: 'Tab Related', exact: true }),
  )
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('The page of Customers stands like this from now on.')).toBeVisible()
  await expect(page).not.toHaveURL(/edit=page/)
  await expect(page.locator('[data-widget=fields] h2').first()).toHaveText('Essentials')
  await expect(page.getByRole('tab').first()).toHaveText('Related')
  await expect(page.locator('[data-section] [data-field=note]').first()).toContainText('Rings')
  const notes = page.locator('[data-widget=notes]')
  await notes.getByRole('textbox', { name: 'Note' }).fill('Likes symmetry')
  await notes.getByRole('button', { name: 'Keep the note' }).click()
  await expect(notes.getByText('Likes symmetry')).toBeVisible()

  await page.goto('/settings/changes')
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Layout' })
    .first()
    .getByRole('button', { name: 'Take back' })
    .click()
  await expect(page.getByText('Taken back.')).toBeVisible()
  await page.goto(`/customers/${id}`)
  await expect(page.getByRole('tab').first()).toHaveText('Timeline')
  await expect(page.locator('[data-widget=fields] h2').first()).not.toHaveText('Essentials')
})

test('a role has a page of its own, sections come with their condition, and hidden fields stay hidden', async ({
  page,
  api,
}) => {
  const role = await api.create('roles', {
    name: 'Planner',
    grants: { '*': { read: 'all', update: 'all' }, deal: { read: 'all', update: 'all', fields: { amount: 'hidden' } } },
  })
  const facts = { widget: 'fields', label: { en: 'For planners', zh: '计划员' } }
  const lost = { widget: 'fields', label: { en: 'Why it was lost', zh: '丢单原因' }, fields: ['lost_reason'] }
  await api.create('layouts', {
    object: 'deal',
    place: 'page',
    role: role.id,
    settings: {
      side: [{ key: 'a', ...facts, fields: ['name', 'amount'] }],
      main: [
        { key: 'b', ...lost, when: { field: 'status', op: 'eq', value: 'lost' } },
        {
          key: 'c',
          widget: 'fields',
          label: { en: 'Rich', zh: '富' },
          fields: ['name'],
          when: { field: 'amount', op: 'gt', value: '1' },
        },
      ],
      tabs: [],
    },
  })
  const user = await api.create('users', {
    name: 'Pat Plan',
    email: 'pat@northwind.example',
    status: 'active',
    roles: [role.id],
  })
  const deal = await api.create('deals', { name: 'Bridge', amount: '900' })
  await page.goto(`/deals/${deal.id}`)
  await expect(page.getByRole('tab').first()).toBeVisible()
  await expect(page.getByText('For planners')).toBeHidden()

  await page.request.post('/api/v1/view-as', { data: { user: user.id } })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'For planners' })).toBeVisible()
  await expect(page.getByRole('tab')).toHaveCount(0)
  await expect(page.locator('[data-field=amount]')).toHaveCount(0)
  await expect(page.getByText('Why it was lost')).toBeHidden()
  await expect(page.getByText('Rich')).toBeHidden()
  await page.goto(`/deals/${deal.id}?edit=page`)
  await expect(page.getByRole('heading', { name: 'For planners' })).toBeVisible()
  await expect(page.getByRole('toolbar')).toHaveCount(0)
  await page.request.delete('/api/v1/view-as')

  await api.post(`deals/${deal.id}/lose`, { reason: 'price' })
  await page.request.post('/api/v1/view-as', { data: { user: user.id } })
  await page.goto(`/deals/${deal.id}`)
  await expect(page.getByRole('heading', { name: 'Why it was lost' })).toBeVisible()
  await page.request.delete('/api/v1/view-as')
})

for (const colour of ['light', 'dark'] as const)
  test(`arranging a page shuts nobody out, in ${colour} colours`, async ({ page, api }) => {
    const { id } = await api.create('customers', { name: 'Sofia Kovalevskaya', country: 'Sweden' })
    await page.addInitScript(
      ([theme, language]) => {
        localStorage.setItem('rapport-theme', theme!)
        localStorage.setItem('rapport-language', language!)
      },
      [colour, colour === 'light' ? 'en' : 'zh'],
    )
    await page.goto(`/customers/${id}?edit=page`)
    await page.getByRole('toolbar').waitFor()
    expect(await serious(page)).toEqual([])
  })

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a field is moved with a finger, and the page can still be scrolled', async ({ page, api }) => {
    const { id } = await api.create('customers', { name: 'Sofia Kovalevskaya' })
    await page.goto(`/customers/${id}?edit=page`)
    const section = page.getByRole('region', { name: 'Narrow column' }).getByRole('region').first()
    const rows = section.getByRole('listitem')
    const [first, second] = [(await rows.nth(0).textContent())!, (await rows.nth(1).textContent())!]
    await rows.nth(1).scrollIntoViewIfNeeded()
    const grip = (await rows
      .nth(0)
      .getByRole('button', { name: /^Move / })
      .boundingBox())!
    const below = (await rows.nth(1).boundingBox())!
    const finger = await page.context().newCDPSession(page)
    const at = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2]
    await at('touchStart', x, y)
    await page.waitForTimeout(300)
    for (const step of [1, 2, 3, 4, 5, 6]) {
      await at('touchMove', x, y + ((below.y + below.height - 6 - y) * step) / 6)
      await page.waitForTimeout(30)
    }
    await at('touchEnd', 0, 0)
    await expect(rows.nth(0)).toHaveText(second)
    await expect(rows.nth(1)).toHaveText(first)
  })
})
