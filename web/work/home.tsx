import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { now } from '../clock.ts'
import { useLocale } from '../language.ts'
import { homeLines } from '../panels.ts'
import { useMe, useVocabulary } from '../session.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { type Digest, DigestCard } from './digest.tsx'
import { Figures } from './figures.tsx'
import { firstStepsOf } from './first-steps/kept.ts'
import css from './home.module.css'

const mine = { field: 'owner', op: 'eq', value: 'me' } as const

/** What waits for this person today, and what is new. Each is a list, and leads to the whole of it. */
const digests: readonly Digest[] = [
  {
    object: 'task',
    view: 'mine',
    filter: { all: [mine, { field: 'status', op: 'ne', value: 'done' }] },
    sort: 'due_at',
    show: ['due_at', 'priority'],
  },
  {
    object: 'ticket',
    filter: { all: [{ field: 'status', op: 'in', value: ['new', 'open', 'waiting'] }] },
    sort: '-created_at',
    show: ['customer', 'status'],
  },
  {
    object: 'deal',
    filter: { all: [{ field: 'status', op: 'eq', value: 'open' }] },
    sort: 'expected_on',
    show: ['stage', 'amount'],
  },
  { object: 'customer', sort: '-updated_at', show: ['lifecycle', 'value'] },
  { object: 'order', sort: '-created_at', show: ['customer', 'total'] },
]

const greeting = (hour: number): 'morning' | 'day' | 'evening' =>
  hour < 4 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'day'

const FirstSteps = lazy(() =>
  import('./first-steps/first-steps.tsx').then((module) => ({ default: module.FirstStepsCard })),
)

/** The first page: the day at a glance. */
export const Home = () => {
  const { t } = useLingui()
  const locale = useLocale()
  const me = useMe()
  const { name } = me
  const vocabulary = useVocabulary()
  const at = now()
  const part = greeting(at.getHours())
  const first = /\p{Script=Han}/u.test(name) ? name : (name.split(' ')[0] ?? name)
  useDocumentTitle(t`Today`)
  return (
    <div className={css.page}>
      <header className={css.header}>
        <h1>
          {part === 'morning' ? (
            <Trans>Good morning, {first}</Trans>
          ) : part === 'day' ? (
            <Trans>Good afternoon, {first}</Trans>
          ) : (
            <Trans>Good evening, {first}</Trans>
          )}
        </h1>
        <div className={css.day}>
          <p className="quiet">
            {new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
              weekday: 'long',
              day: 'numeric',
              month: 'long',
            }).format(at)}
          </p>
          {homeLines.map((Line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places
            <Suspense key={i}>
              <Line />
            </Suspense>
          ))}
        </div>
      </header>
      {!firstStepsOf(me).hidden && (
        <Suspense>
          <FirstSteps />
        </Suspense>
      )}
      <Figures />
      <div className={css.cards}>
        {digests.map((digest) => {
          const object = vocabulary.find(digest.object)
          return object && <DigestCard key={digest.object} object={object} digest={digest} />
        })}
      </div>
    </div>
  )
}
