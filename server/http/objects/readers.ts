import { sql } from '../../database/sql.ts'
import { text as textParameter } from '../query.ts'
import { id, listOf, shape, text } from '../route.ts'
import { objectRoute } from './route.ts'

const most = 8
const looked = 40

/** Colleagues who may see a record: those whom a comment on it can mention. */
const readers = objectRoute({
  method: 'GET',
  path: '/:id/readers',
  id: 'readersOf',
  summary: (object) => `Colleagues who may see a ${object.label.en.toLowerCase()}`,
  needs: 'read',
  query: { q: textParameter('Beginning of a word of the name', 100) },
  answers: () => ({
    200: { about: 'At most eight, by name', schema: shape({ data: listOf(shape({ id, name: text })) }) },
  }),
  problems: ['query_invalid', 'not_found'],
  handle: async ({ house, records, object, params, query }) => {
    await records.get(object.name, params.id!)
    const word = (query.q ?? '').toLowerCase()
    const found = await house.db.query<{ id: string; name: string }>(sql`
      select id, name from "user" where status = 'active' and deleted_at is null
        and (starts_with(lower(name), ${word}) or strpos(lower(name), ${` ${word}`}) > 0) order by name, id limit ${looked}`)
    const data: { id: string; name: string }[] = []
    for (const one of found) {
      if (data.length === most) break
      const person = await house.people.find(one.id)
      const row =
        person &&
        (
          await house
            .as(person)
            .getMany(object.name, [params.id!])
            .catch(() => [])
        )?.[0]
      if (row) data.push(one)
    }
    return { data }
  },
})

export const readersRoutes = [readers]
