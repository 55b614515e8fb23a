import { useLocale } from '../language.ts'
import { useHouseCurrency } from './currency-of-house.ts'
import css from './fields.module.css'
import { FigureInput } from './figure.tsx'
import type { EditProps, FieldScreen, FilterProps, ShowProps } from './screen.ts'

/**
 * The amount with its currency's sign. The decimal text goes to Intl as text, never through a float; parts of a cent are shown
 * for small prices only.
 */
const Show = ({ value, field, row }: ShowProps<string>) => {
  const locale = useLocale()
  const house = useHouseCurrency()
  const own = field.currency === undefined ? undefined : row?.[field.currency]
  const currency = typeof own === 'string' ? own : house
  const style =
    currency === undefined ? {} : ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const)
  const shown = new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.abs(Number(value)) < 1 ? 4 : 2,
  }).format(value as unknown as number)
  return <span className={`${css.number} ${value.startsWith('-') ? css.minor : ''}`}>{shown}</span>
}

const Edit = ({ value, onChange, ...rest }: EditProps<string>) => (
  <FigureInput {...rest} text={value ?? ''} onText={(text) => onChange(text === '' ? null : text)} />
)

const Filter = ({ value, onChange, field }: FilterProps) => (
  <FigureInput
    id="filter-figure"
    field={field}
    text={typeof value === 'string' ? value : ''}
    onText={(text) => onChange(text === '' ? undefined : text)}
    autoFocus
  />
)

export const money: FieldScreen<string> = { Show, Edit, Filter, width: 115, end: true }
