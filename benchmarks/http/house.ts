/* The application as it is, with sign-in, permissions, validation, change log and rates on; only the rate is high. */
import { buildApp } from '@rapport/server/app.ts'
import { readConfig } from '@rapport/server/config.ts'
import { type Address, openDatabase } from '@rapport/server/database/pool.ts'

const address = JSON.parse(process.argv[2]!) as Address
const db = openDatabase({ address, connections: 10 })
const config = { ...readConfig({ RAPPORT_DATA: process.argv[3]! }, process.cwd()), url: 'http://localhost' }
const app = await buildApp({ db, config, clock: () => new Date(), rate: { burst: 1e9, perMinute: 1e9 } })
await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: (app.server.address() as { port: number }).port })
process.once('SIGTERM', () => process.exit(0))
