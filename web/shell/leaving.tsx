import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import dialog from '../records/page/dialog.module.css'
import { settle, useWaiting } from '../records/waiting/queue.ts'
import { Dialog } from '../ui/dialog.tsx'
import { signOut } from './sign-out.ts'

/** Asks before somebody signs out whose changes have not all reached the server. */
export const Leaving = ({ stay }: { stay: () => void }) => {
  const { t } = useLingui()
  const waiting = useWaiting()
  const discard = async (): Promise<void> => {
    for (const one of waiting) settle(one.id)
    await signOut()
  }
  return (
    <Dialog close={stay} title={t`Not everything has reached the server`}>
      <p>
        <Plural value={waiting.length} one="# change waits on this device." other="# changes wait on this device." />{' '}
        <Trans>Kept, they are sent when you sign in here again, and never in the name of another.</Trans>
      </p>
      <div className={dialog.choose}>
        <Button variant="subtle" color="red" onClick={discard}>
          <Trans>Discard and sign out</Trans>
        </Button>
        <Button variant="default" onClick={signOut}>
          <Trans>Keep and sign out</Trans>
        </Button>
        <Button onClick={stay} data-autofocus>
          <Trans>Stay</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
