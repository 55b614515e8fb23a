import { useLingui } from '@lingui/react/macro'
import { IconBell } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useLocale } from '../../language.ts'
import { Pop } from '../../ui/pop.tsx'
import css from './bell.module.css'
import { useUnread } from './use-notifications.ts'

const Latest = lazy(() => import('./latest.tsx').then((module) => ({ default: module.Latest })))

/** How many notifications wait to be read, and the latest of them. */
export const Bell = () => {
  const { t } = useLingui()
  const locale = useLocale()
  const unread = useUnread()
  return (
    <Pop
      button={(press, open) => (
        <button
          type="button"
          className={css.bell}
          aria-label={unread > 0 ? t`Notifications, ${unread} unread` : t`Notifications`}
          aria-expanded={open}
          onClick={press}
        >
          <IconBell size={18} stroke={1.7} aria-hidden />
          {unread > 0 && (
            <span className={css.unread} aria-hidden>
              {unread > 99 ? '99+' : unread.toLocaleString(locale)}
            </span>
          )}
        </button>
      )}
    >
      {(close) => (
        <Suspense>
          <Latest close={close} />
        </Suspense>
      )}
    </Pop>
  )
}
