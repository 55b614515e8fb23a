import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api.ts'
import { useLocale } from '../language.ts'
import { sayProblem } from '../records/problem.ts'

interface Submitting {
  readonly busy: boolean
  /** What is wrong as a whole; absent when the fields say it. */
  readonly problem: string | undefined
  readonly wrong: (field: string) => string | undefined
  readonly submit: (event: FormEvent) => void
}

/** A small form that is sent as a whole: busy while it is on its way, and the server's refusals at their fields. */
export const useSubmit = (send: () => Promise<void>): Submitting => {
  const locale = useLocale()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const fields = error instanceof ApiProblem ? error.fields : {}
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    send()
      .catch(setError)
      .finally(() => setBusy(false))
  }
  return {
    busy,
    problem: error === undefined || Object.keys(fields).length > 0 ? undefined : sayProblem(error),
    wrong: (field) => fields[field]?.detail[locale],
    submit,
  }
}
