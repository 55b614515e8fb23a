import { useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useSay } from '../../../language.ts'
import { isEmpty, Value } from '../../value.tsx'
import { fieldGrip, useArranging } from './arranging.ts'
import { useMovable } from './dragging.tsx'
import css from './edit.module.css'
import { withFieldStepped, withoutField } from './moves.ts'

/** One field of a section, with the value that this record has. */
export const FieldRow = ({ section, name }: { section: string; name: string }) => {
  const { t } = useLingui()
  const say = useSay()
  const { object, row, page, put, moved } = useArranging()
  const label = say(object.fields[name]!.label)
  const step = (by: -1 | 1): void => {
    const next = withFieldStepped(page, section, name, by, (one) => Object.hasOwn(object.fields, one))
    moved(next.page, fieldGrip(next.section, name), label)
  }
  const { held, grip } = useMovable(
    { is: 'field', section, name },
    fieldGrip(section, name),
    t`Move ${label}: drag it, or press the arrow keys`,
    step,
  )
  return (
    <li className={css.field} {...held}>
      {grip}
      <span className={css.fieldLabel}>{label}</span>
      <span className={css.fieldValue} inert>
        {isEmpty(row[name]) ? '—' : <Value object={object} row={row} name={name} />}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        aria-label={t`Take ${label} off`}
        onClick={() => put(withoutField(page, section, name))}
      >
        <IconX size={14} />
      </ActionIcon>
    </li>
  )
}
