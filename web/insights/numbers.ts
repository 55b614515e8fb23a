import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { useMemo } from 'react'
import { useHouseCurrency } from '../fields/currency-of-house.ts'
import { useLocale } from '../language.ts'

/** Numbers as they are written in the language of the screen. */
export const useFigures = () => {
  const locale = useLocale()
  const currency = useHouseCurrency()
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
    const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
    const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    const style =
      currency === undefined ? {} : ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const)
    const money = new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: 0 })
    const price = new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: 2, maximumFractionDigits: 2 })
    return {
      count: (value: number) => whole.format(value),
      fine: (value: number) => fine.format(value),
      share: (value: number) => share.format(value),
      money: (value: number) => money.format(value),
      price: (value: number) => price.format(value),
      exact: (value: number, digits: number) => value.toLocaleString(locale, { maximumFractionDigits: digits }),
    }
  }, [locale, currency])
}
export type Figures = ReturnType<typeof useFigures>

/** The address of the list of customers that a filter finds. */
export const customersBy = (filter: Filter): string =>
  `/customers?filter=${encodeURIComponent(JSON.stringify('all' in filter ? filter : { all: [filter] }))}`
