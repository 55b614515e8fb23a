import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { useWorld } from '../test/world.ts'
import { idText, readBinary } from './binary.ts'
import { sql } from './sql.ts'

const world = useWorld()
const rows = sql`copy (
  select ('01900000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid as id, case when i % 3 > 0 then i / 7.0 end::float8 as number, repeat('é', i % 50) as word
  from generate_series(1, 3000) i order by i) to stdout (format binary)`

const read = async (chunks: Readable): Promise<unknown[][]> => {
  const found: unknown[][] = []
  await readBinary(chunks, (column, data, at, length) => {
    if (column === 0) found.push([idText(data, at)])
    else if (length < 0) found.at(-1)!.push(null)
    else found.at(-1)!.push(column === 1 ? data.readDoubleBE(at) : data.toString('utf8', at, at + length))
  })
  return found
}

test('rows come as a query answers them, wherever their bytes are cut', async () => {
  const asked = await world.db.query<{ id: string; number: number | null; word: string }>(sql`
    select ('01900000-0000-7000-8000-' || lpad(i::text, 12, '0')) as id, case when i % 3 > 0 then i / 7.0 end::float8 as number, repeat('é', i % 50) as word
    from generate_series(1, 3000) i order by i`)
  const expected = asked.map(({ id, number, word }) => [id, number, word])
  const whole = await world.db.copyOut(rows, async (chunks) => Buffer.concat(await chunks.toArray()))
  expect(await world.db.copyOut(rows, read)).toEqual(expected)
  for (const size of [1, 7, 4096]) {
    const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
      whole.subarray(i * size, (i + 1) * size),
    )
    expect(await read(Readable.from(pieces))).toEqual(expected)
  }
})

test('no rows are no rows', async () => {
  expect(await world.db.copyOut(sql`copy (select 1 where false) to stdout (format binary)`, read)).toEqual([])
})
