// A small server for the tests of sudden ends: it starts the database and writes, and says which writes are acknowledged.
import { writeSync } from 'node:fs'
import { readConfig } from '../../config.ts'
import { sql } from '../sql.ts'
import { startDatabase } from '../start.ts'
import { postmaster } from './leftover.ts'

const [dataFolder = '', from = '0'] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)
const tell = (sentence: string) => say(`# ${sentence}`)
const config = readConfig({ RAPPORT_DATA: dataFolder }, dataFolder)
const { db } = await startDatabase(config, tell)
await db.run(sql`create table if not exists acknowledged (n int primary key, filler text not null)`)
say(`ready ${postmaster(`${dataFolder}/database`)?.pid}`)

let next = Number(from)
async function write() {
  for (;;) {
    const n = next++
    await db.transaction(async (tx) => {
      await tx.run(sql`insert into acknowledged values (${n}, ${'x'.repeat(500)}) on conflict do nothing`)
    })
    say(String(n))
  }
}
await Promise.all([write(), write(), write(), write()])
