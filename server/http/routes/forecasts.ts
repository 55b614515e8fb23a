import { forecastFor, seriesFor } from '../../insights/forecast/view.ts'
import { text as parameter } from '../query.ts'
import { moment, orNull, route, shape } from '../route.ts'

const list = route({
  method: 'GET',
  path: '/insights/forecast',
  tag: 'insights',
  id: 'getForecasts',
  summary: 'Sales to come',
  about:
    'In total and by team, category and product, by week and month, in money and pieces, each with its interval, its method and its error in a back-test beside the naive one. Whoever may read only the orders of their team gets the series that are made of these alone. `null` before the first run; begin one by `POST /insights/runs` with kind `forecast`.',
  who: 'person',
  answers: {
    200: { about: 'The series', schema: shape({ at: orNull(moment), content: orNull({ type: 'object' }) }) },
  },
  problems: ['ability_missing'],
  handle: ({ house, caller }) => forecastFor(house.db, caller.person),
})

const one = route({
  method: 'GET',
  path: '/insights/forecast/series',
  tag: 'insights',
  id: 'getForecast',
  summary: 'One series of sales, past and to come',
  about: 'The whole history, the forecast with its interval, every method that was tried, and values that do not fit.',
  who: 'person',
  query: { key: parameter('`total`, or what it is of and its id, such as `team-…`', 60) },
  answers: { 200: { about: 'The series', schema: shape({ at: moment, of: { type: 'object' } }) } },
  problems: ['not_found', 'ability_missing'],
  handle: ({ house, caller, query }) => seriesFor(house.db, caller.person, query.key ?? 'total'),
})

export const forecastRoutes = [list, one]
