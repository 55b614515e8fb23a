/* The online shop's slice in an application, and analytic work waited for. Used by the tests of insights. */
import { readFileSync } from 'node:fs'
import type { TestApp, Visitor } from './app.ts'
import { openDesk } from './import.ts'

const slice = new URL('../../data/online-retail/online-retail.csv.gz', import.meta.url)

export async function openShop(house: TestApp): Promise<void> {
  const desk = await openDesk(house.db)
  await desk.run(readFileSync(slice))
}

interface Ended {
  readonly status: string
  readonly message: string | null
  readonly output: Record<string, unknown> | null
}

/** Waits for the end of a run. */
export async function ended(who: Visitor, run: string): Promise<Ended> {
  for (;;) {
    const now = (await who.get(`/insight_runs/${run}`)).json()
    if (now.status !== 'waiting' && now.status !== 'running') return now as Ended
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Begins analytic work as this person and waits for its end. */
export async function analysed(who: Visitor, kind: string, input: object = {}): Promise<Ended> {
  const { run } = (await who.post('/insights/runs', { kind, input })).json()
  return ended(who, run)
}
