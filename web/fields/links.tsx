import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import { RecordName } from './record-name.tsx'
import type { FieldScreen, FilterProps, ShowProps } from './screen.ts'

const LinksEdit = later(() => import('./links-edit.tsx').then((module) => module.LinksEdit))

const Show = ({ value, field, roomy }: ShowProps<readonly string[]>) => (
  <span className={roomy ? css.wrap : css.one}>
    {value.map((id) => (
      <RecordName key={id} object={field.to!} id={id} />
    ))}
  </span>
)

const Filter = ({ field, value, onChange }: FilterProps) => (
  <LinksEdit
    id="filter-links"
    value={Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : []}
    field={field}
    onChange={onChange}
    onlyFound
    autoFocus
  />
)

export const links: FieldScreen<readonly string[]> = { Show, Edit: LinksEdit, Filter, width: 180 }
