import { Trans } from '@lingui/react/macro'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { showMoment } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { go } from '../../router.tsx'
import { useVocabulary } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { sayProblem } from '../problem.ts'
import css from './bell.module.css'
import { markAllRead, markRead, useNotifications } from './use-notifications.ts'

const fail = (error: unknown): void => warn(sayProblem(error))

/** The latest notifications, the newest first; one that is opened is read. */
export const Latest = ({ close }: { close: () => void }) => {
  const locale = useLocale()
  const vocabulary = useVocabulary()
  const { data } = useNotifications()
  const open = (row: AnyRow): void => {
    markRead(row).catch(fail)
    const [name, id] = String(row.about ?? '').split('/')
    const object = vocabulary.find(name ?? '')
    if (object && id) go(`/${object.plural}/${id}`)
    close()
  }
  return (
    <section className={css.list}>
      <header className={css.head}>
        <h2>
          <Trans>Notifications</Trans>
        </h2>
        {data?.some((row) => row.read_at === null) && (
          <button type="button" className={css.all} onClick={() => markAllRead().catch(fail)}>
            <Trans>Mark all as read</Trans>
          </button>
        )}
      </header>
      {data?.length === 0 && (
        <p className={css.none}>
          <Trans>Nothing yet. Follow a record, or be mentioned in a comment, and you will hear of it here.</Trans>
        </p>
      )}
      {data?.map((row) => (
        <button
          key={row.id}
          type="button"
          className={css.one}
          data-unread={row.read_at === null || undefined}
          onClick={() => open(row)}
        >
          <span>{String(row.text)}</span>
          <time dateTime={String(row.created_at)}>{showMoment(String(row.created_at), locale, true)}</time>
        </button>
      ))}
    </section>
  )
}
