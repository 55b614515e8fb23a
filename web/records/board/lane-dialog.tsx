import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NumberInput } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type FormEvent, useState } from 'react'
import { call } from '../../api.ts'
import { useVocabulary } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import dialog from '../page/dialog.module.css'
import { sayProblem } from '../problem.ts'
import { keepsLimits, type LaneOf } from './lanes.ts'
import { keepLane, useBoardSettings } from './settings.ts'

const positive = (value: number | string): number | undefined =>
  typeof value === 'number' && value >= 1 ? Math.trunc(value) : undefined

/** How many cards should stand in a lane, and for how long; kept for everyone. */
export const LaneDialog = ({
  object,
  by,
  lane,
  close,
}: {
  object: ObjectDefinition
  by: string
  lane: LaneOf
  close: () => void
}) => {
  const { t } = useLingui()
  const settings = useBoardSettings(object)
  const linked = useVocabulary().find(object.fields[by]?.to ?? '')
  const [limit, setLimit] = useState<number | string>(lane.limit ?? '')
  const [stale, setStale] = useState<number | string>(lane.stale ?? '')
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const [most, days] = [positive(limit), positive(stale)]
    const setting = { ...(most !== undefined && { limit: most }), ...(days !== undefined && { stale: days }) }
    const kept = keepsLimits(linked)
      ? call('PATCH', `/${linked.plural}/${lane.value}`, {
          body: { card_limit: most ?? null, stale_days: days ?? null },
        }).then(() => noteChange(linked.name, lane.value))
      : keepLane(object, settings, by, lane.value, setting)
    await kept.then(close, (error: unknown) => warn(sayProblem(error)))
  }
  return (
    <Dialog close={close} title={t`Limits of ${lane.title}`}>
      <form className={dialog.dialog} onSubmit={save}>
        <NumberInput
          data-autofocus
          label={t`Most cards at once`}
          description={t`The lane turns orange when it is full, and red beyond.`}
          min={1}
          value={limit}
          onChange={setLimit}
        />
        <NumberInput
          label={t`Days until a card is stale`}
          description={t`Cards that stand here longer are marked.`}
          min={1}
          value={stale}
          onChange={setStale}
        />
        <div className={dialog.choose}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit">
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
