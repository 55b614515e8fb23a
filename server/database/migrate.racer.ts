// One of several processes that a test lets migrate the same database at the same moment.
import { migrate } from './migrate.ts'
import { readMigrations } from './migrations.ts'

const [address = '', folder] = process.argv.slice(2)
await migrate(JSON.parse(address), { migrations: readMigrations(folder) })
