import { LineFilter, lineEditor } from './line.tsx'
import { RecordName } from './record-name.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<string>) => {
  const [object = '', id = ''] = value.split('/')
  return <RecordName object={object} id={id} />
}

export const reference: FieldScreen<string> = {
  Show,
  Edit: lineEditor('text', 'customer/…'),
  Filter: LineFilter,
  width: 170,
}
