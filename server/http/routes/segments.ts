import { mustReadAll } from '../../insights/allowed.ts'
import { readResult } from '../../insights/result.ts'
import { moment, orNull, route, shape } from '../route.ts'

const found = (name: string) => ({
  200: {
    about: name,
    schema: shape({ at: orNull(moment), content: orNull({ type: 'object' }) }),
  },
})

const nothing = { at: null, content: null }

/** What the latest good run of a kind found, for those who may see everybody it tells of. */
const resultRoute = (kind: string, id: string, summary: string, about: string) =>
  route({
    method: 'GET',
    path: `/insights/${kind}`,
    tag: 'insights',
    id,
    summary,
    about,
    who: 'person',
    answers: found(summary),
    problems: ['ability_missing'],
    handle: async ({ house, caller }) => {
      mustReadAll(caller.person, 'customer', 'order')
      return (await readResult<object>(house.db, kind)) ?? nothing
    },
  })

export const segmentRoutes = [
  resultRoute(
    'segments',
    'getSegments',
    'The segments of the latest run',
    'The RFM grid and the groups that were found, what each is like, and who moved. Each segment is a record of `segments`; customers carry theirs in `rfm`, `rfm_before` and `cluster`, which lists and filters take like any field. `null` before the first run; begin one by `POST /insights/runs` with kind `segments`.',
  ),
  resultRoute(
    'baskets',
    'getBaskets',
    'What is bought together and after what',
    'Rules over products and over categories with support, confidence, lift and leverage, the best first; things are named by id. `null` before the first run; begin one by `POST /insights/runs` with kind `baskets`.',
  ),
]
