import { useState } from 'react'
import { isValues, keep, readKept } from '../kept.ts'

interface Recent {
  readonly href: string
  readonly title: string
  readonly object: string
}

const key = 'rapport-recent'
const most = 6
const isRecent = (value: unknown): value is Recent =>
  isValues(value) && [value.href, value.title, value.object].every((one) => typeof one === 'string')
const read = (): readonly Recent[] => {
  const kept = readKept(key)
  return Array.isArray(kept) ? kept.filter(isRecent) : []
}

/** Keeps the way to a record that was just looked at. */
export const remember = (recent: Recent): void => {
  const others = read().filter((one) => one.href !== recent.href)
  keep(key, [recent, ...others].slice(0, most))
}

/** The records that were looked at last, newest first. */
export const useRecent = (): readonly Recent[] => useState(read)[0]
