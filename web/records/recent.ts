import { useState } from 'react'

interface Recent {
  readonly href: string
  readonly title: string
  readonly object: string
}

const key = 'rapport-recent'
const most = 6
const read = (): readonly Recent[] => JSON.parse(localStorage.getItem(key) ?? '[]') as Recent[]

/** Keeps the way to a record that was just looked at. */
export const remember = (recent: Recent): void => {
  const others = read().filter((one) => one.href !== recent.href)
  localStorage.setItem(key, JSON.stringify([recent, ...others].slice(0, most)))
}

/** The records that were looked at last, newest first. */
export const useRecent = (): readonly Recent[] => useState(read)[0]
