import { later } from '../ui/later.tsx'
import { choice } from './choice.tsx'
import css from './fields.module.css'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value, field, roomy }: ShowProps<readonly string[]>) => (
  <span className={roomy ? css.wrap : css.one}>
    {value.map((one) => (
      <choice.Show key={one} value={one} field={field} />
    ))}
  </span>
)

const Edit = later(() => import('./choices-edit.tsx').then((module) => module.ChoicesEdit))
const Filter = later(() => import('./choices-edit.tsx').then((module) => module.ChoicesFilter))

export const choices: FieldScreen<readonly string[]> = { Show, Edit, Filter, width: 200 }
