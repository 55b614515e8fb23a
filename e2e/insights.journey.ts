import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { useSampleHouse } from './sample-house.ts'

const sample = useSampleHouse()

const get = async (path: string): Promise<unknown> => (await sample.context.request.get(`/api/v1${path}`)).json()

type Row = { readonly id: string; readonly [field: string]: unknown }
const rows = async (path: string): Promise<readonly Row[]> => ((await get(path)) as { data: readonly Row[] }).data
const modelOf = async (kind: string): Promise<Row> =>
  (await rows('/models?limit=100')).find((one) => one.kind === kind)!

test('one click answers every question, and each says how good it is beside a simple rule', async () => {
  const { page } = sample
  await page.goto('/insights')
  await page.getByRole('button', { name: 'Answer all questions' }).click()
  const card = page.getByRole('link', { name: /Lapse risk/ })
  await expect(card.getByText('Serving', { exact: true })).toBeVisible({ timeout: 200_000 })
  await expect(card.getByText(/Ranking \(AUC\)/)).toBeVisible()
})

test('a question with too little to learn from says on its own page what is missing', async () => {
  const { page } = sample
  await page.goto('/insights')
  await expect(page.getByText(/are left to judge by; at least 30 are needed/)).toBeVisible()
  await page.getByRole('link', { name: /^Needs/ }).click()
  await expect(page.getByRole('heading', { name: 'Needs' })).toBeVisible()
  await expect(page.getByText(/are left to judge by; at least 30 are needed/)).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'What the data say' }).click()
})

test('a model is followed through its six steps', async () => {
  const { page } = sample
  // The others may still be learned; the one that serves can be read.
  await page.getByRole('link', { name: /Lapse risk/ }).click()
  await expect(page).toHaveURL(/\/insights\/models\//)
  for (const step of ['Collect', 'Prepare', 'Analyse', 'Learn', 'Put to work', 'Maintain'])
    await expect(page.getByRole('heading', { name: step, exact: true })).toBeVisible()
  const collect = page.locator('#collect')
  await expect(collect.getByText(/dates? from \d|^\d+ \w{3} \d{4}$/).first()).toBeVisible()
  await expect(
    page
      .locator('#learn')
      .getByText(/Simple rule \.\d{3}/)
      .first(),
  ).toBeVisible()
  await expect(page.getByText('Invented for the sample')).toHaveCount(0)
})

test('the answer leads to the list that is sorted by it, and stands on the customer with its reasons', async () => {
  const { page } = sample
  await page
    .locator('#work')
    .getByRole('link', { name: /Lapse risk/ })
    .click()
  await expect(page).toHaveURL(/\/customers\?sort=-lapse_risk/)
  const listed = await rows('/customers?sort=-lapse_risk&limit=20&fields=name,lapse_risk')
  const risks = listed.map((row) => row.lapse_risk as number)
  expect(risks).toEqual([...risks].sort((a, b) => b - a))
  await page.goto(`/customers/${listed[0]!.id}`)
  await page.getByRole('tab', { name: 'Scores' }).click()
  await expect(page.getByRole('heading', { name: 'Lapse risk' })).toBeVisible()
  await expect(page.getByText(/Scores like this came true \d+ % of the time/).first()).toBeVisible()
  await expect(page.getByText('Similar cases of the past, and how they ended').first()).toBeVisible()
  await expect(page.getByText('What would change it').first()).toBeVisible()
})

const ended = async (): Promise<void> => {
  await expect
    .poll(async () => (await rows('/insight_runs?limit=20&sort=-created_at')).map((run) => run.status), {
      timeout: 220_000,
      intervals: [500],
    })
    .not.toEqual(expect.arrayContaining([expect.stringMatching(/waiting|running/)]))
}

test('a model learns anew, and a person goes back to the version before', async () => {
  const { page } = sample
  await ended()
  const before = await modelOf('lapse')
  await page.goto(`/insights/models/${before.id}`)
  await page.getByRole('button', { name: 'Learn anew' }).click()
  await expect
    .poll(async () => (await modelOf('lapse')).serving, { timeout: 200_000, intervals: [500] })
    .not.toBe(before.serving)
  await ended()
  await page.reload()
  await page.getByRole('button', { name: 'Go back to it' }).click()
  await expect
    .poll(async () => (await modelOf('lapse')).serving, { timeout: 60_000, intervals: [500] })
    .toBe(before.serving)
  await ended()
})

test('a model is compared by groups of a field that the person picks', async () => {
  const { page } = sample
  const { id } = await modelOf('lapse')
  await page.goto(`/insights/models/${id}`)
  const part = page.getByRole('region', { name: 'As good for everyone?' })
  await expect(part.getByRole('row', { name: /^Company/ })).toBeVisible()
  await part.getByRole('combobox', { name: 'Compare by' }).click()
  await page.getByRole('option', { name: 'Source', exact: true }).filter({ visible: true }).click()
  await expect(part.getByRole('columnheader', { name: 'Cases' })).toBeVisible()
  await part.getByRole('textbox', { name: 'Counts as yes from a score of' }).fill('80')
  await expect(part.getByText(/difference|more|nearer|better/).first()).toBeVisible()
  await expect(page.getByText(/ranks best/).first()).toBeVisible()
})

test('whoever refuses profiling marks the model to be retrained', async () => {
  const { page } = sample
  const { id } = await modelOf('lapse')
  const [customer] = await rows('/customers?sort=-lapse_risk&limit=1&fields=name')
  await sample.context.request.post('/api/v1/consents', {
    data: { customer: customer!.id, purpose: 'profiling', given: false, at: new Date().toISOString() },
    headers: { origin: new URL(page.url()).origin },
  })
  await page.goto(`/insights/models/${id}`)
  await expect(page.getByText(/^To be retrained: \d+ of the rows it learned from are of 1 records/)).toBeVisible()
})

test('a question of one’s own is asked in three choices, and its answer becomes a field', async () => {
  const { page } = sample
  await page.goto('/insights/new')
  await page.getByRole('combobox', { name: 'Of', exact: true }).click()
  await page.getByRole('option', { name: 'Tickets', exact: true }).click()
  await page.getByRole('combobox', { name: 'Field', exact: true }).click()
  await page.getByRole('option', { name: 'Kind', exact: true }).click()
  await page.getByRole('radio', { name: 'When I say so' }).check()
  await page.getByRole('button', { name: 'Learn', exact: true }).click()
  await expect(page).toHaveURL(/\/insights\/models\//)
  await ended()
  const { score } = await modelOf('field')
  const { objects } = (await get('/vocabulary')) as { objects: { name: string; fields: Record<string, object> }[] }
  expect(objects.find((one) => one.name === 'ticket')!.fields[score as string]).toMatchObject({ derived: true })
})

const seriousOn = async (seen: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page: seen })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${seen.url()} ${one.id} ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)
}

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const)
  test(`no screen of insights shuts anybody out, in ${theme} colours and ${language}`, async () => {
    const { id } = await modelOf('lapse')
    const [customer] = await rows('/customers?sort=-lapse_risk&limit=1&fields=name')
    const seen = await sample.context.newPage()
    await seen.addInitScript(
      ([colour, spoken]) => {
        localStorage.setItem('rapport-theme', colour!)
        localStorage.setItem('rapport-language', spoken!)
      },
      [theme, language],
    )
    const found: string[] = []
    for (const path of ['/insights', `/insights/models/${id}`, `/customers/${customer!.id}`]) {
      await seen.goto(path)
      await seen.getByRole('main').waitFor()
      if (path.startsWith('/customers')) await seen.getByRole('tab', { name: /^(Scores|评分)$/ }).click()
      await seen.waitForLoadState('networkidle')
      found.push(...(await seriousOn(seen)))
    }
    await seen.close()
    expect(found).toEqual([])
  })
