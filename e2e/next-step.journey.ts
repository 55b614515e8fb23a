import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './journey.ts'

test('the next step is planned and done at the top of a record, and its tags are changed there', async ({
  page,
  api,
}) => {
  await api.create('tags', { name: 'Gold' })
  const { id } = await api.create('customers', { name: 'Hedy Lamarr' })
  await api.create('tasks', { title: 'Some day', about: `customer/${id}` })
  await api.create('tasks', { title: 'Send radio', customer: id, due_at: '2026-01-02T09:00:00Z' })
  await page.goto(`/customers/${id}`)
  const next = page.locator('[data-next]')
  await expect(next.getByRole('link', { name: 'Send radio' })).toBeVisible()
  await expect(next.getByText('overdue')).toBeVisible()
  await next.getByRole('button', { name: 'Done: Send radio' }).click()
  await expect(next.getByRole('link', { name: 'Some day' })).toBeVisible()
  await next.getByRole('button', { name: 'Done: Some day' }).click()
  await page.getByRole('button', { name: 'Plan the next step' }).click()
  await page.getByText('Meeting', { exact: true }).click()
  await page.locator('#field-step-title').fill('Patent talk')
  await page.getByRole('button', { name: 'Plan it' }).click()
  await expect(next.getByRole('link', { name: 'Patent talk' })).toBeVisible()
  const filter = encodeURIComponent(JSON.stringify({ field: 'title', op: 'eq', value: 'Patent talk' }))
  const { data } = (await api.get(`meetings?filter=${filter}`)) as { data: readonly object[] }
  expect(data).toMatchObject([{ title: 'Patent talk', about: `customer/${id}`, customer: id }])

  const tags = page.getByRole('group', { name: 'Tags' })
  await tags.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.getByRole('option', { name: 'Gold' }).click()
  await expect.poll(async () => (await api.get(`customers/${id}`)).tags).toHaveLength(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await tags.getByRole('button', { name: 'Remove the tag Gold' }).click()
  await expect.poll(async () => (await api.get(`customers/${id}`)).tags ?? []).toEqual([])
})

test('a new tag is made where tags are edited, in the colour that is chosen', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Chien-Shiung Wu' })
  await page.goto(`/customers/${id}`)
  const tags = page.getByRole('group', { name: 'Tags' })
  await tags.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.locator('#record-tags').fill('Parity')
  await page.getByRole('option', { name: /Parity.*Teal/ }).click()
  await expect.poll(async () => (await api.get(`customers/${id}`)).tags).toHaveLength(1)
  const [tag] = (await api.get(`customers/${id}`)).tags as string[]
  expect(await api.get(`tags/${tag}`)).toMatchObject({ name: 'Parity', colour: 'teal' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(tags.getByRole('button', { name: 'Remove the tag Parity' })).toBeVisible()
})

for (const colour of ['light', 'dark'] as const)
  test(`the top of a record shuts nobody out, in ${colour} colours`, async ({ page, api }) => {
    const tag = await api.create('tags', { name: `Tag ${colour}` })
    const { id } = await api.create('customers', { name: 'Rosalind Franklin', tags: [tag.id] })
    await api.create('tasks', { title: 'Photo 51', customer: id, due_at: '2026-01-02T09:00:00Z' })
    await page.addInitScript(
      ([theme, language]) => {
        localStorage.setItem('rapport-theme', theme!)
        localStorage.setItem('rapport-language', language!)
      },
      [colour, colour === 'light' ? 'en' : 'zh'],
    )
    await page.goto(`/customers/${id}`)
    await page.getByRole('link', { name: 'Photo 51' }).first().waitFor()
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map((one) => `${one.id} ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual(
      [],
    )
  })
