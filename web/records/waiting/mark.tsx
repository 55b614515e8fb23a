import { Trans } from '@lingui/react/macro'
import { IconClockPause } from '@tabler/icons-react'
import css from './mark.module.css'
import { useWaitingOf } from './queue.ts'

/** Says at a value that the server does not have it yet. */
export const WaitingMark = ({ object, record, name }: { object: string; record: string; name: string }) => {
  const waiting = useWaitingOf(object, record, name)
  if (waiting === undefined) return null
  return (
    <span className={css.mark} data-trouble={waiting.trouble && ''}>
      <IconClockPause size={13} stroke={1.7} aria-hidden />
      {waiting.trouble ? <Trans>not taken by the server</Trans> : <Trans>waits for the connection</Trans>}
    </span>
  )
}
