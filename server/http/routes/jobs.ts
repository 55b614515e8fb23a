import { Problem } from '../../errors.ts'
import { jobStates } from '../../jobs/define.ts'
import { id, moment, orNull, route, shape, text } from '../route.ts'

export const jobRoutes = [
  route({
    method: 'GET',
    path: '/jobs/:id',
    tag: 'jobs',
    id: 'getJob',
    summary: 'How far a job is',
    who: 'person',
    answers: {
      200: {
        about: 'The job',
        schema: shape({
          id,
          name: text,
          state: { enum: jobStates },
          created_at: moment,
          started_at: orNull(moment),
          ended_at: orNull(moment),
          attempts: { type: 'integer' },
        }),
      },
    },
    problems: ['not_found'],
    handle: async ({ house, params }) => {
      const found = await house.jobs.look(params.id!)
      if (!found) throw new Problem('not_found', 'There is no such job.')
      const { output: _, ...job } = found
      return job
    },
  }),
]
