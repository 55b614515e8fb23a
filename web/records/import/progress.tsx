import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useLocale } from '../../language.ts'
import { warn } from '../../ui/toast.tsx'
import { sayProblem } from '../problem.ts'
import { type Import, moveImport } from './calls.ts'
import css from './import.module.css'
import { Tally } from './tally.tsx'

/** How far the import is. It goes on when this page is left. */
export const Progress = ({ given, keep }: { given: Import; keep: (next: Import) => void }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const move = (step: 'pause' | 'resume' | 'cancel'): void => {
    moveImport(given.id, step)
      .then(keep)
      .catch((error: unknown) => warn(sayProblem(error)))
  }
  const total = given.total ?? 0
  const share = total === 0 ? 0 : Math.min(1, given.done / total)
  const undoing = given.state === 'undoing'
  const done = given.done.toLocaleString(locale)
  const all = total.toLocaleString(locale)
  return (
    <section className={css.progress}>
      <h2>
        {undoing ? (
          <Trans>Taking the import back…</Trans>
        ) : given.state === 'paused' ? (
          <Trans>Paused</Trans>
        ) : (
          <Trans>Importing…</Trans>
        )}
      </h2>
      <div
        className={css.track}
        role="progressbar"
        aria-label={t`Progress`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div
          className={css.bar}
          data-endless={undoing || undefined}
          style={{ transform: `scaleX(${undoing ? 1 : share})` }}
        />
      </div>
      {!undoing && (
        <p className="number">
          <Trans>
            {done} of {all} rows
          </Trans>
        </p>
      )}
      <Tally counts={given.counts} />
      {!undoing && (
        <div className={css.buttons}>
          {given.state === 'paused' ? (
            <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => move('resume')}>
              <Trans>Go on</Trans>
            </Button>
          ) : (
            <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={() => move('pause')}>
              <Trans>Pause</Trans>
            </Button>
          )}
          <Button variant="default" leftSection={<IconX size={16} />} onClick={() => move('cancel')}>
            <Trans>Cancel the import</Trans>
          </Button>
        </div>
      )}
      <p className="quiet">
        <Trans>You may leave this page; the work goes on in the background.</Trans>
      </p>
    </section>
  )
}
