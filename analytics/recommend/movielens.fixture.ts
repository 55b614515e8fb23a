import { existsSync, readFileSync } from 'node:fs'
import { type Interactions, interactionsFrom } from './interactions.ts'

const folder = new URL('../../../shared/data/recsys/', import.meta.url)

/** Whether MovieLens latest-small lies next to the repository (../shared). */
export const hasMovieLens = existsSync(folder)

const lines = (name: string) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n').slice(1)

/** All ratings of films rated at least five times, as yes or no; items are film numbers in rising order. */
export function movieLens(): Interactions {
  const rows = lines('ml-latest-small_ratings.csv').map((line) => line.split(','))
  const counts = new Map<string, number>()
  for (const [, film] of rows) counts.set(film!, (counts.get(film!) ?? 0) + 1)
  const kept = rows.filter(([, film]) => counts.get(film!)! >= 5)
  const items = [...new Set(kept.map(([, film]) => film!))].sort((a, b) => +a - +b)
  return interactionsFrom(
    kept.map(([user, item, , time]) => ({ user: user!, item: item!, time: Number(time) })),
    items,
  )
}

/** Genres and decade of films. */
export function filmWords(items: readonly string[]): string[][] {
  const words = new Map<string, string[]>()
  for (const line of lines('ml-latest-small_movies.csv')) {
    const [, film, title, genres] = line.match(/^(\d+),(.*),([^,]*)$/)!
    const decade = title!.match(/\((\d{3})\d\)/)
    words.set(film!, [...genres!.trim().split('|'), ...(decade ? [`${decade[1]}0s`] : [])])
  }
  return items.map((item) => words.get(item)!)
}
