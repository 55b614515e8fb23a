import { call } from '../api.ts'
import { sayProblem } from '../records/problem.ts'
import { waiting } from '../records/waiting/queue.ts'
import { warn } from '../ui/toast.tsx'

export const signOut = async (): Promise<void> => {
  try {
    await call('POST', '/auth/sign-out', { body: {} })
  } catch (error) {
    return warn(sayProblem(error))
  }
  // A full load leaves nothing of this person's records in memory.
  window.location.assign('/sign-in')
}

/** Whether something waits that has not reached the server. */
export const mustAsk = (): boolean => waiting().length > 0
