import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'

test('theme and language are chosen and stay', async ({ page }) => {
  await page.goto('/customers')
  await page.getByRole('button', { name: 'Account of Amelia Stone' }).click()
  await page.getByRole('button', { name: 'Dark', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.getByRole('button', { name: '简体中文' }).click()
  await expect(page.getByRole('heading', { name: '客户', exact: true })).toBeVisible()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('link', { name: '设置' })).toBeVisible()
})

const seriousOn = async (
  page: Page,
  colour: 'light' | 'dark',
  language: 'en' | 'zh',
  path: string,
): Promise<string[]> => {
  await page.addInitScript(
    ([theme, spoken]) => {
      localStorage.setItem('rapport-theme', theme!)
      localStorage.setItem('rapport-language', spoken!)
    },
    [colour, language],
  )
  await page.goto(path)
  await page.getByRole('main').waitFor()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) => `${path} ${colour} ${language}: ${one.id} ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    )
}

for (const colour of ['light', 'dark'] as const)
  test(`no screen shuts anybody out, in ${colour} colours`, async ({ page, api }) => {
    test.setTimeout(150_000)
    const { id } = await api.create('customers', {
      name: 'Rosa Parks',
      lifecycle: 'active',
      emails: [{ value: 'rosa@example.com' }],
    })
    const paths = [
      '/',
      '/customers',
      `/customers/${id}`,
      '/customers/new',
      '/customers?layout=board',
      '/import',
      '/trash',
      '/settings/profile',
      '/settings/roles',
      '/settings/objects',
      '/settings/objects/deal',
      '/settings/people',
      '/settings/teams',
      '/settings/configuration',
      '/settings/pipelines',
      '/settings/changes',
    ]
    const found: string[] = []
    for (const path of paths) found.push(...(await seriousOn(page, colour, colour === 'light' ? 'en' : 'zh', path)))
    expect(found).toEqual([])
  })

for (const colour of ['light', 'dark'] as const)
  test(`no other way of looking shuts anybody out, in ${colour} colours`, async ({ page, api }) => {
    test.setTimeout(150_000)
    const { id } = await api.create('customers', { name: 'Rosa Luxemburg' })
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    await api.create('meetings', { title: 'Talk', starts_at: soon })
    await api.create('deals', { name: 'Ribbons', expected_on: soon.slice(0, 10) })
    const paths = [
      '/customers?layout=split',
      `/customers/${id}?edit=page`,
      '/deals?layout=timeline',
      '/meetings?layout=calendar&scale=week',
      '/meetings?layout=calendar&scale=agenda',
      '/insights',
      '/insights/new',
      '/insights/segments',
      '/insights/forecast',
      '/insights/pipeline',
    ]
    const found: string[] = []
    for (const path of paths) found.push(...(await seriousOn(page, colour, colour === 'light' ? 'en' : 'zh', path)))
    expect(found).toEqual([])
  })
