import { later } from '../ui/later.tsx'
import { RecordName } from './record-name.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value, field }: ShowProps<string>) => <RecordName object={field.to!} id={value} />

const Edit = later(() => import('./link-edit.tsx').then((module) => module.LinkEdit))
const Filter = later(() => import('./link-edit.tsx').then((module) => module.LinkFilter))

export const link: FieldScreen<string> = { Show, Edit, Filter, width: 150, picks: true }
