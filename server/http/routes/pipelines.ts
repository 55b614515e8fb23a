import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import { Problem } from '../../errors.ts'
import { mustReadAll } from '../../insights/allowed.ts'
import { notesOn, paces } from '../../insights/pipeline/notes.ts'
import { readResult } from '../../insights/result.ts'
import { listOf, moment, orNull, route, shape } from '../route.ts'

const report = route({
  method: 'GET',
  path: '/insights/pipeline',
  tag: 'insights',
  id: 'getPipelineForecast',
  summary: 'What open deals will bring',
  about:
    'By month, with a range from simulated futures, and how such forecasts did on past months as the records stood then. `null` before the first run; begin one by `POST /insights/runs` with kind `pipeline`.',
  who: 'person',
  answers: {
    200: { about: 'The forecast', schema: shape({ at: orNull(moment), content: orNull({ type: 'object' }) }) },
  },
  problems: ['ability_missing'],
  handle: async ({ house, caller }) => {
    mustReadAll(caller.person, 'deal')
    return (await readResult<object>(house.db, 'pipeline')) ?? { at: null, content: null }
  },
})

const pace = route({
  method: 'GET',
  path: '/insights/pipeline/pace',
  tag: 'insights',
  id: 'getPace',
  summary: 'How fast deals go that are won',
  about: 'For each stage how many days nine of ten won deals stood in it at most, and half of them.',
  who: 'person',
  answers: { 200: { about: 'By stage', schema: shape({ stages: { type: 'object' } }) } },
  problems: ['ability_missing'],
  handle: async ({ house, caller }) => {
    if (scopeOf(caller.person.grants, { name: 'deal' }, 'read') === 'none')
      throw new Problem('ability_missing', 'Your role does not let you see deals.')
    return { stages: (await paces(house.db)).stages }
  },
})

const notes = route({
  method: 'GET',
  path: '/insights/pipeline/notes/:id',
  tag: 'insights',
  id: 'getDealNotes',
  summary: 'What is unlike won deals about a deal',
  about: 'That it stands longer in its stage, or is silent for longer, than nine of ten deals that were won.',
  who: 'person',
  answers: { 200: { about: 'The notes', schema: shape({ data: listOf({}) }) } },
  problems: ['not_found'],
  handle: async ({ house, caller, params }) => {
    const deal = await house.as(caller.person).get('deal', params.id!)
    return { data: await notesOn(house.db, deal, house.clock().getTime()) }
  },
})

export const pipelineRoutes = [report, pace, notes]
