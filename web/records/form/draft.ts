import { useEffect, useState } from 'react'
import type { Values } from '../../api.ts'

const keyOf = (plural: string): string => `rapport-draft-${plural}`

export const readDraft = (plural: string): Values | undefined => {
  const text = localStorage.getItem(keyOf(plural))
  return text === null ? undefined : (JSON.parse(text) as Values)
}

/** `asked` comes with the address and goes before the draft. What was typed survives a reload, a crash and a lost connection, until it is created or thrown away. */
export const useDraft = (plural: string, initial: Values, asked: Values) => {
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...readDraft(plural), ...asked }))
  const [touched, setTouched] = useState(readDraft(plural) !== undefined)
  useEffect(() => {
    if (touched) localStorage.setItem(keyOf(plural), JSON.stringify(values))
  }, [plural, values, touched])
  const put = (name: string, value: unknown): void => {
    setTouched(true)
    setValues((before) => ({ ...before, [name]: value }))
  }
  const forget = (): void => {
    localStorage.removeItem(keyOf(plural))
    setTouched(false)
    setValues({ ...initial, ...asked })
  }
  return { values, put, forget, touched }
}
