import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useTitle } from '../../fields/titles.ts'
import { useSay } from '../../language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { Clash } from '../saving.ts'
import { isEmpty, Value } from '../value.tsx'
import css from './dialog.module.css'

const Side = ({ object, row, name }: { object: ObjectDefinition; row: AnyRow; name: string }) =>
  isEmpty(row[name]) ? (
    <span className="quiet">
      <Trans>empty</Trans>
    </span>
  ) : (
    <Value object={object} row={row} name={name} roomy />
  )

/** Shows both values where two people changed one field, and lets the person choose. */
export const ConflictDialog = ({ object, saving }: { object: ObjectDefinition; saving: Clash }) => {
  const { t } = useLingui()
  const say = useSay()
  const { conflict } = saving
  const who = useTitle('user', conflict?.by ?? '')
  if (conflict === undefined) return null
  const mine = { ...conflict.current, ...conflict.mine } as AnyRow
  return (
    <Dialog
      close={saving.keepTheirs}
      title={who ? t`${who} changed this while you did` : t`Somebody changed this while you did`}
    >
      <div className={css.sides}>
        {Object.keys(conflict.mine).map((name) => (
          <section key={name} className={css.side}>
            <h3>{say(object.fields[name]!.label)}</h3>
            <div className={css.versions}>
              <div>
                <p className="quiet">
                  <Trans>Stands now</Trans>
                </p>
                <Side object={object} row={conflict.current} name={name} />
              </div>
              <div>
                <p className="quiet">
                  <Trans>Yours</Trans>
                </p>
                <Side object={object} row={mine} name={name} />
              </div>
            </div>
          </section>
        ))}
      </div>
      <div className={css.choose}>
        <Button variant="default" onClick={saving.keepTheirs}>
          <Trans>Keep what stands</Trans>
        </Button>
        <Button onClick={saving.useMine} data-autofocus>
          <Trans>Use mine</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
