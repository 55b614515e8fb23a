import { Plural, Trans } from '@lingui/react/macro'
import { IconClockPause, IconCloudOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { lookForServer } from '../api.ts'
import { onReturn, useConnection } from '../connection.ts'
import { useLocale } from '../language.ts'
import { useWaiting } from '../records/waiting/queue.ts'
import { useSending } from '../records/waiting/use-sending.ts'
import { client } from '../session.ts'
import { later, warm } from '../ui/later.tsx'
import css from './away.module.css'

// Brought early: without a connection it is too late to ask for it.
const WaitingList = later(() => import('../records/waiting/list.tsx').then((module) => module.WaitingList), 0)

const momentOf = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)

/** Somebody who waits for the connection looks at this bar: it must not lag behind. */
const lookEvery = 2_000
const warmAfter = 3_000

/** Says that the server is out of reach, and of when what is shown is. */
export const Away = () => {
  const locale = useLocale()
  const { away, seen } = useConnection()
  useEffect(() => {
    if (!away) return
    const often = setInterval(lookForServer, lookEvery)
    addEventListener('online', lookForServer)
    return () => {
      clearInterval(often)
      removeEventListener('online', lookForServer)
    }
  }, [away])
  useEffect(() => onReturn(() => void client.invalidateQueries()), [])
  useSending(away)
  useEffect(() => {
    const soon = setTimeout(warm, warmAfter)
    return () => clearTimeout(soon)
  }, [])
  const waiting = useWaiting()
  const [listed, setListed] = useState(false)
  if (!away && waiting.length === 0) return null
  const moment = seen === undefined ? undefined : momentOf(seen, locale)
  return (
    <div className={css.bar}>
      <span className={css.said} role="status">
        {away && <IconCloudOff size={16} stroke={1.7} aria-hidden />}
        {!away ? null : moment === undefined ? (
          <Trans>No connection to the server. It is tried again by itself.</Trans>
        ) : (
          <Trans>No connection to the server. What you see is from {moment}.</Trans>
        )}
      </span>
      {waiting.length > 0 && (
        <button type="button" className={css.count} onClick={() => setListed(true)}>
          <IconClockPause size={15} stroke={1.7} aria-hidden />
          <Plural value={waiting.length} one="# change waits" other="# changes wait" />
        </button>
      )}
      {listed && <WaitingList close={() => setListed(false)} />}
    </div>
  )
}
