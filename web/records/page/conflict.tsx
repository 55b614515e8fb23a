import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import type { Values } from '../../api.ts'
import { useTitle } from '../../fields/titles.ts'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { answered, type Conflict } from '../conflicts.ts'
import { isEmpty, Value } from '../value.tsx'
import css from './dialog.module.css'
import { mergedText } from './merged-text.ts'

const Side = ({ object, row, name }: { object: ObjectDefinition; row: AnyRow; name: string }) =>
  isEmpty(row[name]) ? (
    <span className="quiet">
      <Trans>empty</Trans>
    </span>
  ) : (
    <Value object={object} row={row} name={name} roomy />
  )

/** Long texts of both are put together, to be edited before they are kept. */
const mergeable = (object: ObjectDefinition, { mine, current }: Conflict): readonly string[] =>
  Object.keys(mine).filter(
    (name) => object.fields[name]?.kind === 'long_text' && !isEmpty(mine[name]) && !isEmpty(current[name]),
  )

/** Shows both values where two people changed one field, and lets the person choose, or put both texts together. */
export const ConflictDialog = ({ conflict }: { conflict: Conflict }) => {
  const { t } = useLingui()
  const say = useSay()
  const object = useVocabulary().find(conflict.object)!
  const { current, mine } = conflict
  const names = mergeable(object, conflict)
  const [merged, setMerged] = useState<Values>(() =>
    Object.fromEntries(names.map((name) => [name, mergedText(String(current[name]), String(mine[name]))])),
  )
  const who = useTitle('user', conflict.by ?? '')
  const use = (values: Values): void => {
    answered(conflict)
    conflict.use(values)
  }
  const keepTheirs = (): void => {
    answered(conflict)
    conflict.keepTheirs?.()
  }
  return (
    <Dialog
      close={keepTheirs}
      wide={names.length > 0}
      title={who ? t`${who} changed this while you did` : t`Somebody changed this while you did`}
    >
      <div className={css.sides}>
        {Object.keys(mine).map((name) => (
          <section key={name} className={css.side}>
            <h3>{object.fields[name] ? say(object.fields[name].label) : name}</h3>
            <div className={css.versions}>
              <div>
                <p className="quiet">
                  <Trans>Stands now</Trans>
                </p>
                <Side object={object} row={current} name={name} />
              </div>
              <div>
                <p className="quiet">
                  <Trans>Yours</Trans>
                </p>
                <Side object={object} row={{ ...current, ...mine } as AnyRow} name={name} />
              </div>
            </div>
            {names.includes(name) && (
              <Textarea
                label={t`Both together`}
                autosize
                minRows={3}
                maxRows={12}
                mt={10}
                value={String(merged[name])}
                onChange={(event) => setMerged({ ...merged, [name]: event.currentTarget.value })}
              />
            )}
          </section>
        ))}
      </div>
      <div className={css.choose}>
        <Button variant="default" onClick={keepTheirs}>
          <Trans>Keep what stands</Trans>
        </Button>
        {names.length > 0 && (
          <Button variant="default" onClick={() => use({ ...mine, ...merged })}>
            <Trans>Keep both together</Trans>
          </Button>
        )}
        <Button onClick={() => use(mine)} data-autofocus>
          <Trans>Use mine</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
