import { useSay } from '../language.ts'
import { later } from '../ui/later.tsx'
import { Pill } from '../ui/pill.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value, field }: ShowProps<string>) => {
  const say = useSay()
  const choice = field.choices?.[value]
  return <Pill colour={choice?.colour ?? 'gray'}>{choice ? say(choice.label) : value}</Pill>
}

const Edit = later(() => import('./choice-edit.tsx').then((module) => module.ChoiceEdit))
const Filter = later(() => import('./choice-edit.tsx').then((module) => module.ChoiceFilter))

export const choice: FieldScreen<string> = { Show, Edit, Filter, width: 125, picks: true }
