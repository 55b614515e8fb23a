import type { Page } from '@playwright/test'
import { type Api, expect, test } from './journey.ts'

const pipelineOf = async (api: Api, name: string) => {
  const pipeline = await api.create('pipelines', { name })
  const stage = (title: string, position: number, rest: object = {}) =>
    api.create('stages', { pipeline: pipeline.id, name: title, position, ...rest })
  return {
    pipeline: pipeline.id,
    talk: (await stage(`${name} talk`, 1, { probability: 20, stale_days: 5 })).id,
    offer: (await stage(`${name} offer`, 2, { probability: 50 })).id,
    lost: (await stage(`${name} lost`, 3, { probability: 0, outcome: 'lost' })).id,
  }
}

const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const names = (page: Page, region: string) => lane(page, region).locator('[data-card]').allInnerTexts()
const order = async (page: Page, region: string) => (await names(page, region)).map((text) => text.split('\n')[0])

const drag = async (page: Page, title: string, to: string, below: number) => {
  const card = page.locator('[data-card]').filter({ hasText: title })
  const [from, target] = [await card.boundingBox(), await lane(page, to).boundingBox()]
  await page.mouse.move(from!.x + 40, from!.y + 20)
  await page.mouse.down()
  await page.mouse.move(from!.x + 60, from!.y + 30, { steps: 4 })
  await page.mouse.move(target!.x + target!.width / 2, target!.y + below, { steps: 8 })
  await page.mouse.up()
}

test('a card is dragged to another lane, which is saved, and comes back by Ctrl-Z', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Rosalind Franklin', lifecycle: 'prospective' })
  await page.goto('/customers?layout=board')
  await expect(lane(page, 'Prospective').getByText('Rosalind Franklin')).toBeVisible()
  await drag(page, 'Rosalind Franklin', 'Active', 120)
  await expect(lane(page, 'Active').getByText('Rosalind Franklin')).toBeVisible()
  await expect.poll(async () => (await api.get(`customers/${id}`)).lifecycle).toBe('active')
  await page.keyboard.press('Control+z')
  await expect(lane(page, 'Prospective').getByText('Rosalind Franklin')).toBeVisible()
  await expect.poll(async () => (await api.get(`customers/${id}`)).lifecycle).toBe('prospective')
})

test('the order within a lane is kept, and lanes say what they add up to', async ({ page, api }) => {
  const { talk } = await pipelineOf(api, 'Order')
  for (const [name, amount] of Object.entries({ Alpha: '100', Beta: '300', Gamma: '600' }))
    await api.create('deals', { name: `Order ${name}`, stage: talk, amount, currency: 'GBP', probability: 50 })
  const filter = encodeURIComponent(JSON.stringify({ all: [{ field: 'name', op: 'starts', value: 'Order' }] }))
  await page.goto(`/deals?layout=board&filter=${filter}`)
  await expect.poll(() => order(page, 'Order talk')).toEqual(['Order Gamma', 'Order Beta', 'Order Alpha'])
  await page.locator('[data-card]').filter({ hasText: 'Order Alpha' }).scrollIntoViewIfNeeded()
  await expect(lane(page, 'Order talk')).toContainText('£1,000')
  await expect(lane(page, 'Order talk')).toContainText('weighted £500')
  const [alpha, gamma] = await Promise.all(
    ['Order Alpha', 'Order Gamma'].map((text) => page.locator('[data-card]').filter({ hasText: text }).boundingBox()),
  )
  await page.mouse.move(alpha!.x + 40, alpha!.y + 20)
  await page.mouse.down()
  await page.mouse.move(alpha!.x + 44, alpha!.y, { steps: 4 })
  await page.mouse.move(gamma!.x + 50, gamma!.y + 4, { steps: 8 })
  await page.mouse.up()
  await expect.poll(() => order(page, 'Order talk')).toEqual(['Order Alpha', 'Order Gamma', 'Order Beta'])
  await page.reload()
  await expect.poll(() => order(page, 'Order talk')).toEqual(['Order Alpha', 'Order Gamma', 'Order Beta'])
})

test('the keyboard moves a card, and losing a deal asks why', async ({ page, api }) => {
  const { talk, offer } = await pipelineOf(api, 'Keys')
  const { id } = await api.create('deals', { name: 'Keys deal', stage: talk })
  const filter = encodeURIComponent(JSON.stringify({ all: [{ field: 'name', op: 'starts', value: 'Keys' }] }))
  await page.goto(`/deals?layout=board&filter=${filter}`)
  const card = page.getByRole('group', { name: 'Keys deal' })
  await card.focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('status').filter({ hasText: 'Picked up Keys deal' })).toBeAttached()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('status').filter({ hasText: 'Keys offer, place 1' })).toBeAttached()
  await page.keyboard.press('Space')
  await expect.poll(async () => (await api.get(`deals/${id}`)).stage).toBe(offer)
  await expect(lane(page, 'Keys offer').getByText('Keys deal')).toBeVisible()
  await card.hover()
  await card.getByRole('button', { name: 'Move' }).click()
  await page.getByRole('button', { name: 'Keys lost', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Mark as lost' })
  await expect(dialog).toContainText('Why lost')
  await page.getByRole('option', { name: 'Price' }).click()
  await dialog.getByRole('button', { name: 'Mark as lost' }).click()
  await expect.poll(async () => (await api.get(`deals/${id}`)).lost_reason).toBe('price')
  await expect(lane(page, 'Keys lost').getByText('Keys deal')).toBeVisible()
})

test('a limit colours a lane, and another lane field is a choice away', async ({ page, api }) => {
  for (const name of ['One', 'Two']) await api.create('tickets', { subject: `Full ${name}`, status: 'waiting' })
  await page.goto('/tickets?layout=board')
  const waiting = lane(page, 'Waiting for customer')
  await expect(waiting.getByText('Full Two')).toBeVisible()
  await waiting.hover()
  await waiting.getByRole('button', { name: /Limits of/ }).click()
  await page.getByRole('dialog').getByLabel('Most cards at once').fill('1')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(waiting.locator('[data-full=over]')).toBeVisible()
  await page.getByLabel('Lanes by').selectOption({ label: 'Priority' })
  await expect(page).toHaveURL(/by=priority/)
  await expect(lane(page, 'Normal')).toBeVisible()
})

test('what somebody else moves appears, and untouched lanes are not read again', async ({ page, api }) => {
  const { talk, offer } = await pipelineOf(api, 'Live')
  const { id } = await api.create('deals', { name: 'Live deal', stage: talk })
  const filter = encodeURIComponent(JSON.stringify({ all: [{ field: 'name', op: 'starts', value: 'Live' }] }))
  await page.goto(`/deals?layout=board&filter=${filter}`)
  await expect(lane(page, 'Live talk').getByText('Live deal')).toBeVisible()
  const read: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).searchParams.has('lane')) read.push(request.url())
  })
  await api.change('deals', id, { stage: offer })
  await expect(lane(page, 'Live offer').getByText('Live deal')).toBeVisible({ timeout: 30_000 })
  expect(read).toEqual([])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a finger holds a card and moves it down its lane', async ({ page, api }) => {
    const { talk } = await pipelineOf(api, 'Touch')
    for (const name of ['Alpha', 'Beta']) await api.create('deals', { name: `Touch ${name}`, stage: talk })
    const filter = encodeURIComponent(JSON.stringify({ all: [{ field: 'name', op: 'starts', value: 'Touch' }] }))
    await page.goto(`/deals?layout=board&filter=${filter}`)
    await lane(page, 'Touch talk').scrollIntoViewIfNeeded()
    await expect.poll(() => order(page, 'Touch talk')).toEqual(['Touch Beta', 'Touch Alpha'])
    // A finger is slower than a program: the page sees it at each place before it goes on.
    const seen = () =>
      page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    // At the end of the boards nothing scrolls by itself under the finger.
    await lane(page, 'Touch talk').evaluate((one) => {
      for (let at: Element | null = one; at; at = at.parentElement) at.scrollTop = at.scrollHeight
    })
    await seen()
    const [beta, alpha] = await Promise.all(
      ['Touch Beta', 'Touch Alpha'].map((text) => page.locator('[data-card]').filter({ hasText: text }).boundingBox()),
    )
    const touch = await page.context().newCDPSession(page)
    const at = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
    await at('touchStart', beta!.x + 60, beta!.y + 20)
    await expect(page.locator('[data-dragging]')).toBeVisible()
    for (let step = 1; step <= 6; step++) {
      await at('touchMove', beta!.x + 60, beta!.y + 20 + ((alpha!.y + alpha!.height - 30 - beta!.y) * step) / 6)
      await seen()
    }
    await at('touchEnd', 0, 0)
    await expect.poll(() => order(page, 'Touch talk')).toEqual(['Touch Alpha', 'Touch Beta'])
  })
})
