import { useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { call } from '../api.ts'
import { tell, warn } from '../ui/toast.tsx'
import { noteChange } from './live.ts'
import { sayProblem } from './problem.ts'

interface Undone {
  readonly undone: number
  readonly kept: readonly unknown[]
}

/** Takes back what was done with several records, and says what could not be taken back. */
export const useTakeBack = (object: ObjectDefinition): ((path: string, ids: Iterable<string>) => Promise<void>) => {
  const { t } = useLingui()
  return async (path, ids) => {
    try {
      const { kept } = await call<Undone>('POST', path, { body: {} })
      const left = kept.length
      if (left === 0) tell(t`Taken back.`)
      else warn(t`Taken back, but for ${left} that were changed since, are gone or are not yours to change.`)
    } catch (error) {
      warn(sayProblem(error))
    }
    for (const id of ids) noteChange(object.name, id)
  }
}
