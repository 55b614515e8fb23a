import { Trans } from '@lingui/react/macro'
import { IconCloudOff } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useConnection } from '../connection.ts'
import { useLocale } from '../language.ts'
import { client } from '../session.ts'
import css from './away.module.css'

const momentOf = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)

const askAgain = (): void => void client.invalidateQueries()

/** Says that the server is out of reach, and of when what is shown is. */
export const Away = () => {
  const locale = useLocale()
  const { away, seen } = useConnection()
  useEffect(() => {
    if (!away) return
    const often = setInterval(askAgain, 15_000)
    addEventListener('online', askAgain)
    return () => {
      clearInterval(often)
      removeEventListener('online', askAgain)
    }
  }, [away])
  if (!away) return null
  const moment = seen === undefined ? undefined : momentOf(seen, locale)
  return (
    <div className={css.bar} role="status">
      <IconCloudOff size={16} stroke={1.7} aria-hidden />
      {moment === undefined ? (
        <Trans>No connection to the server. It is tried again by itself.</Trans>
      ) : (
        <Trans>No connection to the server. What you see is from {moment}.</Trans>
      )}
    </div>
  )
}
