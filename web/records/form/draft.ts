import { useEffect, useState } from 'react'
import type { Values } from '../../api.ts'
import { forgetKept, isValues, keep, readKept } from '../../kept.ts'
import { client, meQuery } from '../../session.ts'

/** Drafts are a person's own: who signs in next on this device does not see them. */
const keyOf = (plural: string): string => `rapport-draft/${client.getQueryData(meQuery.queryKey)?.id ?? ''}/${plural}`

export const readDraft = (plural: string): Values | undefined => {
  const kept = readKept(keyOf(plural))
  return isValues(kept) ? kept : undefined
}

/** Puts values into the form, as if they had been typed there and left. */
export const keepDraft = (plural: string, values: Values): void => void keep(keyOf(plural), values)

export const forgetDraft = (plural: string): void => forgetKept(keyOf(plural))

/** `asked` comes with the address and goes before the draft. What was typed survives a reload, a crash and a lost connection, until it is created or thrown away. */
export const useDraft = (plural: string, initial: Values, asked: Values) => {
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...readDraft(plural), ...asked }))
  const [touched, setTouched] = useState(readDraft(plural) !== undefined)
  useEffect(() => {
    if (touched) keepDraft(plural, values)
  }, [plural, values, touched])
  const put = (name: string, value: unknown): void => {
    setTouched(true)
    setValues((before) => ({ ...before, [name]: value }))
  }
  const forget = (): void => {
    forgetKept(keyOf(plural))
    setTouched(false)
    setValues({ ...initial, ...asked })
  }
  return { values, put, forget, touched }
}

/** A text that is being written: what was typed survives a reload, until it is sent or saved. Empty forgets it. */
export const useTextDraft = (place: string, initial = '') => {
  const key = keyOf(place)
  const [text, setText] = useState(() => {
    const kept = readKept(key)
    return typeof kept === 'string' ? kept : initial
  })
  const write = (next: string): void => {
    setText(next)
    if (next === '') forgetKept(key)
    else keep(key, next)
  }
  return [text, write] as const
}
