import { expect, test } from './journey.ts'

test('a card is dragged to another lane, which is saved', async ({ page, api }) => {
  const { id } = await api.create('customers', { name: 'Rosalind Franklin', lifecycle: 'prospective' })
  await page.goto('/customers?layout=board')
  const card = page.getByRole('region', { name: 'Prospective' }).getByText('Rosalind Franklin')
  const lane = page.getByRole('region', { name: 'Active' })
  const [from, to] = [await card.boundingBox(), await lane.boundingBox()]
  await page.mouse.move(from!.x + 40, from!.y + 30)
  await page.mouse.down()
  await page.mouse.move(from!.x + 80, from!.y + 40, { steps: 4 })
  await page.mouse.move(to!.x + to!.width / 2, to!.y + 120, { steps: 8 })
  await page.mouse.up()
  await expect(lane.getByText('Rosalind Franklin')).toBeVisible()
  await expect.poll(async () => (await api.get(`customers/${id}`)).lifecycle).toBe('active')
})
