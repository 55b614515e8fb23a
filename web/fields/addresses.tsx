import type { Address } from '@rapport/vocabulary/define/kinds/address.ts'
import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import { LineFilter } from './line.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

type Addresses = readonly Address[]

const Show = ({ value, roomy }: ShowProps<Addresses>) =>
  roomy ? (
    <span className={css.stack}>
      {value.map((address) => (
        <span key={address.value} className={css.paragraph}>
          {address.label && <span className={css.minor}>{address.label}: </span>}
          {address.value}
        </span>
      ))}
    </span>
  ) : (
    <span className={css.line}>{value[0]?.value}</span>
  )

const Edit = later(() => import('./addresses-edit.tsx').then((module) => module.AddressesEdit))

export const addresses: FieldScreen<Addresses> = { Show, Edit, Filter: LineFilter, width: 240 }
