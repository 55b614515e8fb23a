import { call } from '../../api.ts'
import type { Deed } from '../../deeds.ts'
import { sayProblem } from '../../records/problem.ts'
import { client, type Me, meQuery } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'

/** Kept among a person's settings, so that they go on where they were on any device. */
export interface FirstSteps {
  readonly done: readonly Deed[]
  readonly hidden: boolean
}

export const firstStepsOf = ({ settings }: Me): FirstSteps => {
  const given = (settings as { first_steps?: Partial<FirstSteps> } | null)?.first_steps
  return { done: given?.done ?? [], hidden: given?.hidden ?? false }
}

export const useKeepFirstSteps = () => (next: FirstSteps) => {
  const me = client.getQueryData<Me>(meQuery.queryKey)
  const settings = { ...(me?.settings as object | null), first_steps: next }
  if (me) client.setQueryData(meQuery.queryKey, { ...me, settings })
  void call('PATCH', '/me', { body: { settings } }).catch((error: unknown) => warn(sayProblem(error)))
}
