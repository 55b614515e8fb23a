import { expect, test } from './journey.ts'

test('a field with coloured choices is designed on screen, stands in other browsers at once, and is taken back', async ({
  page,
  context,
}) => {
  const other = await context.newPage()
  await other.goto('/customers/new')
  await expect(other.getByRole('heading', { name: 'New Customer' })).toBeVisible()

  await page.goto('/settings/objects')
  await page.getByLabel('Find an object').fill('custom')
  await page.getByRole('link', { name: 'Customers' }).last().click()
  await page.getByRole('button', { name: 'New field' }).click()
  await page.getByRole('button', { name: /^Choice/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name in English').fill('Tier 🚀')
  await dialog.getByLabel('Name in Chinese').fill('等级')
  await dialog.getByRole('button', { name: 'Add a choice' }).click()
  await page.keyboard.type('Gold')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Silver')
  await dialog.getByRole('button', { name: 'Add the field' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Tier 🚀 Choice' })).toBeVisible()

  await expect(other.getByLabel('Tier 🚀')).toBeVisible({ timeout: 20_000 })
  await other.close()

  await page.getByRole('button', { name: 'Remove Tier 🚀' }).click()
  await expect(page.getByRole('heading', { name: 'In the trash' })).toBeVisible()
  await page.getByRole('button', { name: 'Take back' }).first().click()
  await expect(page.getByRole('button', { name: 'Tier 🚀 Choice' })).toBeVisible()
})

test('a choice in use asks what its records get instead', async ({ page, api }) => {
  const label = { en: 'Size', zh: '尺寸' }
  const choices = { s: { label: { en: 'Small', zh: '小' } }, l: { label: { en: 'Large', zh: '大' } } }
  await api.post('custom-fields', { object: 'product', name: 'x_size', field: { kind: 'choice', label, choices } })
  const made = await api.create('products', { name: 'Lamp', x_size: 's' })
  await page.goto('/settings/objects/product')
  await page.getByRole('button', { name: 'Size Choice' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Choice in English').first()).toHaveValue('Small')
  await dialog.getByRole('button', { name: 'Remove this choice' }).first().click()
  await expect(dialog.getByText('1 records have it. They get')).toBeVisible()
  await dialog.getByLabel('They get instead').selectOption('Large')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  expect(await api.get(`products/${made.id}`)).toMatchObject({ x_size: 'l' })
})

test('a formula says what is wrong while it is typed, and then what it gives', async ({ page, api }) => {
  const made = await api.create('deals', { name: 'Big one', amount: '200', probability: 25 })
  await page.goto('/settings/objects/deal')
  await page.getByRole('button', { name: 'New field' }).click()
  await page.getByRole('button', { name: /^Formula/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name in English').fill('Expected')
  await dialog.getByLabel('It gives').selectOption('Money')
  await dialog.getByLabel('Formula', { exact: true }).fill('amont * probability / 100')
  await expect(dialog.getByRole('alert')).toContainText('perhaps amount is meant')
  await dialog.getByLabel('Formula', { exact: true }).fill('amount * probability / 100')
  await expect(dialog.getByRole('status')).toContainText('50')
  await dialog.getByRole('button', { name: 'Add the field' }).click()
  await expect(dialog).toBeHidden()
  await page.goto(`/deals/${made.id}`)
  await expect(page.locator('[data-field="x_expected"]')).toContainText('50')
})

test('an object of one’s own has its list and form at once, with a roll-up on what it points to', async ({
  page,
  api,
}) => {
  await page.goto('/settings/objects')
  await page.getByRole('button', { name: 'New object' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('One, in English').fill('Machine')
  await dialog.getByLabel('One, in Chinese').fill('机器')
  await dialog.getByRole('button', { name: 'Add the object' }).click()
  await expect(page.getByRole('heading', { name: 'Machines' })).toBeVisible()
  await page.getByRole('button', { name: 'New field' }).click()
  await page.getByRole('button', { name: /^Link/ }).first().click()
  await dialog.getByLabel('Name in English').fill('Holder')
  await dialog.getByRole('button', { name: 'Add the field' }).click()
  await expect(dialog).toBeHidden()
  const holder = await api.create('customers', { name: 'Holding' })
  await api.create('x_machines', { name: 'Lathe', holder: holder.id })

  await page.goto('/settings/objects/customer')
  await page.getByRole('button', { name: 'New field' }).click()
  await page.getByRole('button', { name: /^Roll-up/ }).click()
  await dialog.getByLabel('Name in English').fill('Machine count')
  await dialog.getByLabel('Of the records').selectOption('Machines · Holder')
  await dialog.getByRole('button', { name: 'Add the field' }).click()
  await expect(dialog).toBeHidden()
  expect(await api.get(`customers/${holder.id}`)).toMatchObject({ x_machine_count: 1 })
  await page.goto('/x_machines')
  await expect(page.getByText('Lathe')).toBeVisible()
})

test('a rule shows and demands a field while its condition holds, in the form as in the engine', async ({
  page,
  api,
}) => {
  const when = { field: 'status', op: 'eq', value: 'lost' }
  const rule = (effect: string, label: string) => ({
    label: { en: label, zh: label },
    effect,
    fields: ['competitor'],
    when,
  })
  await api.put('design/rules/deal/x_shown', { rule: rule('visible', 'Rivals of lost deals') })
  await api.put('design/rules/deal/x_must', { rule: rule('required', 'Lost deals name the rival') })
  await page.goto('/deals/new')
  await page.locator('#field-name').fill('Boat')
  await expect(page.locator('#field-competitor')).toHaveCount(0)
  await page.locator('#field-status').click()
  await page.getByRole('option', { name: 'Lost' }).click()
  await expect(page.locator('#field-competitor')).toBeVisible()
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('alert')).toContainText('Lost deals name the rival')

  await page.goto('/settings/objects/deal')
  await page.getByRole('button', { name: 'Remove Lost deals name the rival' }).click()
  await expect(page.getByRole('button', { name: /^Lost deals name the rival/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('button', { name: /^Lost deals name the rival/ })).toBeVisible()
})

test('stages are named, weighed and put in order on screen', async ({ page, api }) => {
  const pipeline = await api.create('pipelines', { name: 'Partners' })
  await api.create('stages', { pipeline: pipeline.id, name: 'First', position: 1 })
  await page.goto('/settings/pipelines')
  const section = page.locator('section').filter({ has: page.locator('input[value="Partners"]') })
  await section.getByLabel('Name of a new stage').fill('Second')
  await section.getByRole('button', { name: 'Add' }).click()
  await expect(section.getByLabel('Probability of Second')).toBeVisible()
  await section.getByLabel('Probability of Second').fill('40')
  await section.getByLabel('Probability of Second').press('Enter')
  await section.getByRole('button', { name: 'Second further up' }).click()
  await expect(section.getByLabel('Name of the stage').first()).toHaveValue('Second')
  const filter = encodeURIComponent(JSON.stringify({ field: 'pipeline', op: 'eq', value: pipeline.id }))
  await expect
    .poll(async () => (await api.get(`stages?sort=position&filter=${filter}`)).data)
    .toMatchObject([{ name: 'Second', probability: 40 }, { name: 'First' }])
  await section.getByLabel('Most deals in First').fill('3')
  await section.getByLabel('Most deals in First').press('Enter')
  await section.getByRole('button', { name: 'Colour of First' }).click()
  await page.getByRole('button', { name: 'Violet' }).click()
  const [held, goal] = [section.locator('[data-grip]').nth(1), section.locator('[data-grip]').first()]
  const [from, to] = [(await held.boundingBox())!, (await goal.boundingBox())!]
  await page.mouse.move(from.x + 8, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(from.x + 8, from.y, { steps: 4 })
  await page.mouse.move(to.x + 8, to.y - 4, { steps: 8 })
  await page.mouse.up()
  await expect(section.getByLabel('Name of the stage').first()).toHaveValue('First')
  await expect
    .poll(async () => (await api.get(`stages?sort=position&filter=${filter}`)).data)
    .toMatchObject([{ name: 'First', card_limit: 3, colour: 'violet' }, { name: 'Second' }])
  await page.goto('/settings/changes')
  await expect(page.getByText('Stage “First” changed').first()).toBeVisible()
})

test('a setting is found by words of both languages, and changes can be taken back from their list', async ({
  page,
  api,
}) => {
  const field = { kind: 'text', label: { en: 'Nickname', zh: '昵称' } }
  await api.post('custom-fields', { object: 'customer', name: 'x_nickname', field })
  await page.goto('/settings')
  for (const word of ['currency', '货币', 'huobi']) {
    await page.getByLabel('Find a setting').fill(word)
    await expect(page.getByRole('link', { name: /Organisation/ }).last()).toBeVisible()
  }
  await page.getByLabel('Find a setting').fill('audit')
  await page
    .getByRole('link', { name: /^Changes of settings/ })
    .last()
    .click()
  await expect(page.getByText('Field “Nickname” added')).toBeVisible()
  await page.getByRole('button', { name: 'Take back' }).first().click()
  await expect(page.getByText('Taken back.')).toBeVisible()
  const listed = (await api.get('custom-fields')).data as readonly { name: string }[]
  expect(listed.map((one) => one.name)).not.toContain('x_nickname')
})
