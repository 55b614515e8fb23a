import { type APIRequestContext, test as base, type Page, request } from '@playwright/test'
import { type House, startHouse } from './house.ts'

export { expect } from '@playwright/test'

export const owner = { name: 'Amelia Stone', email: 'amelia@northwind.example', password: 'river-otter-lamp-42' }

/** The API as the owner uses it, to lay out what a journey begins with. */
export class Api {
  readonly #context: APIRequestContext

  constructor(context: APIRequestContext) {
    this.#context = context
  }

  async create(plural: string, values: object): Promise<{ id: string; version: number }> {
    const response = await this.#context.post(`/api/v1/${plural}`, { data: values })
    if (!response.ok()) throw new Error(`POST ${plural}: ${response.status()} ${await response.text()}`)
    return response.json()
  }

  async post(path: string, data: object): Promise<unknown> {
    const response = await this.#context.post(`/api/v1/${path}`, { data })
    if (!response.ok()) throw new Error(`POST ${path}: ${response.status()} ${await response.text()}`)
    return response.json()
  }

  async put(path: string, data: object): Promise<void> {
    const response = await this.#context.put(`/api/v1/${path}`, { data })
    if (!response.ok()) throw new Error(`PUT ${path}: ${response.status()} ${await response.text()}`)
  }

  async change(plural: string, id: string, values: object): Promise<void> {
    const response = await this.#context.patch(`/api/v1/${plural}/${id}`, { data: values })
    if (!response.ok()) throw new Error(`PATCH ${plural}: ${response.status()} ${await response.text()}`)
  }

  async get(path: string): Promise<Record<string, unknown>> {
    const response = await this.#context.get(`/api/v1/${path}`)
    if (!response.ok()) throw new Error(`GET ${path}: ${response.status()} ${await response.text()}`)
    return response.json()
  }
}

interface Shared {
  /** A house with an owner. */
  readonly house: House
  readonly state: Awaited<ReturnType<APIRequestContext['storageState']>>
}

/** Journeys of somebody who is signed in. What goes wrong in the page fails the journey. */
export const test = base.extend<{ api: Api; page: Page }, Shared>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const house = await startHouse()
      await use(house)
      await house.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  state: [
    async ({ house }, use) => {
      const context = await request.newContext({ baseURL: house.url })
      const made = await context.post('/api/v1/setup', {
        data: { ...owner, organisation: 'Northwind', currency: 'GBP', language: 'en' },
      })
      if (!made.ok()) throw new Error(`The owner was not created: ${await made.text()}`)
      await use(await context.storageState())
      await context.dispose()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ house }, use) => use(house.url),
  storageState: async ({ state }, use) => use(state),
  api: async ({ house, state }, use) => {
    const context = await request.newContext({ baseURL: house.url, storageState: state })
    await use(new Api(context))
    await context.dispose()
  },
  page: async ({ page }, use) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Minified React|hydrat/i.test(message.text()))
        errors.push(message.text())
    })
    await use(page)
    if (errors.length > 0) throw new Error(`The page reported: ${errors.join('\n')}`)
  },
})
