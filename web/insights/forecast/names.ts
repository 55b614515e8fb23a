import { useCallback } from 'react'
import { useSay } from '../../language.ts'
import { useNames } from '../names.ts'
import type { Row, Sort } from './report.ts'
import { words } from './words.ts'

const none: readonly string[] = []

/** What series are called, as far as the person may see what they are of. */
export const useSeriesNames = (series: readonly Pick<Row, 'sort' | 'about'>[]) => {
  const say = useSay()
  const of = (sort: Sort) => series.flatMap((one) => (one.sort === sort && one.about ? [one.about] : none))
  const teams = useNames('teams', of('team'))
  const categories = useNames('categories', of('category'))
  const products = useNames('products', of('product'))
  return useCallback(
    ({ sort, about }: Pick<Row, 'sort' | 'about'>): string => {
      if (about === null) return say(words.sorts.total)
      const names = { team: teams, category: categories, product: products, total: undefined }[sort]
      return names === undefined ? '…' : names.get(about) || say(words.hidden)
    },
    [say, teams, categories, products],
  )
}
