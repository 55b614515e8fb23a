import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useLocale, useSay } from '../../language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { titleOf } from '../value.tsx'
import type { Wrong } from './paste.ts'
import css from './wrong-cells.module.css'

const shown = 200

/** Pasted texts that are no values of their fields: which, where and why. The text stays, to be copied and mended. */
export const WrongCells = ({
  object,
  wrong,
  close,
}: {
  object: ObjectDefinition
  wrong: readonly Wrong[]
  close: () => void
}) => {
  const locale = useLocale()
  const say = useSay()
  return (
    <Dialog
      wide
      close={close}
      title={<Plural value={wrong.length} one="# cell was not pasted" other="# cells were not pasted" />}
    >
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{say(object.label)}</th>
              <th>
                <Trans>Field</Trans>
              </th>
              <th>
                <Trans>Text</Trans>
              </th>
              <th>
                <Trans>Why</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {wrong.slice(0, shown).map(({ row, name, text, say: reason }) => (
              <tr key={`${row.id} ${name}`}>
                <td>{titleOf(object, row) || '—'}</td>
                <td>{say(object.fields[name]!.label)}</td>
                <td className={css.text}>{text}</td>
                <td>{reason[locale]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.foot}>
        <Button onClick={close} data-autofocus>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
