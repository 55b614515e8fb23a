/* The application as it is, and learning in a thread of its own process when told to; only the rate of requests is high. */
import { buildApp } from '@rapport/server/app.ts'
import { readConfig } from '@rapport/server/config.ts'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { runInsight } from '@rapport/server/insights/run/thread.ts'

export interface Order {
  readonly learn: string
  readonly input: object
  readonly now: string
}

const [url = '', folder = ''] = process.argv.slice(2)
const address = { url }
const db = openDatabase({ address, connections: 10 })
const config = { ...readConfig({ RAPPORT_DATA: folder, DATABASE_URL: url }, process.cwd()), url: 'http://localhost' }
const app = await buildApp({ db, config, clock: () => new Date(), rate: { burst: 1e9, perMinute: 1e9 } })
await app.listen({ port: 0, host: '127.0.0.1' })
let stop = new AbortController()
process.on('message', (order: Order | 'stop') => {
  if (order === 'stop') {
    stop.abort()
    return
  }
  stop = new AbortController()
  const onProgress = (_: number, { en }: { en: string }) => void process.send?.({ stage: en })
  runInsight(order.learn, order.input, { address, now: order.now, signal: stop.signal, onProgress })
    .then(() => process.send?.({ ended: true }))
    .catch((error: Error) => process.send?.({ ended: true, failed: error.message }))
})
process.send?.({ port: (app.server.address() as { port: number }).port })
process.once('SIGTERM', () => process.exit(0))
