import { Trans } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, lazy, type ReactNode, Suspense } from 'react'
import { useVocabulary } from '../../session.ts'
import { relatedTo } from './related-to.ts'
import css from './tabs.module.css'
import { Timeline } from './timeline.tsx'

const Related = lazy(() => import('./related.tsx').then((module) => ({ default: module.Related })))
const History = lazy(() => import('./history.tsx').then((module) => ({ default: module.History })))
const Comments = lazy(() => import('./comments.tsx').then((module) => ({ default: module.Comments })))
const Scores = lazy(() => import('./scores.tsx').then((module) => ({ default: module.Scores })))
const Files = lazy(() => import('./files.tsx').then((module) => ({ default: module.Files })))

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
}
interface Tab {
  readonly name: string
  readonly label: ReactNode
  readonly panel: ReactNode
}

const step = (event: KeyboardEvent<HTMLButtonElement>): void => {
  const to =
    event.key === 'ArrowRight'
      ? event.currentTarget.nextElementSibling
      : event.key === 'ArrowLeft'
        ? event.currentTarget.previousElementSibling
        : null
  if (to instanceof HTMLElement) to.focus()
}

/** What happened to the record, what belongs to it, what was said and attached, and who changed what. */
export const Tabs = ({ object, row }: Given) => {
  const vocabulary = useVocabulary()
  const search = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const open = search.tab
  const setOpen = (tab: string): void => {
    if (tab !== shown.name) void navigate({ to: '.', search: { ...search, tab } as never, replace: true })
  }
  const tabs: Tab[] = [
    { name: 'timeline', label: <Trans>Timeline</Trans>, panel: <Timeline object={object} row={row} /> },
    ...(relatedTo(vocabulary, object).length > 0
      ? [{ name: 'related', label: <Trans>Related</Trans>, panel: <Related object={object} row={row} /> }]
      : []),
    ...(Object.entries(object.fields).some(([name, field]) => field.scored && (row[name] ?? null) !== null)
      ? [{ name: 'scores', label: <Trans>Scores</Trans>, panel: <Scores object={object} row={row} /> }]
      : []),
    ...(vocabulary.find('comment') && object.name !== 'comment'
      ? [{ name: 'comments', label: <Trans>Comments</Trans>, panel: <Comments object={object} row={row} /> }]
      : []),
    ...(vocabulary.find('file') && object.name !== 'file'
      ? [{ name: 'files', label: <Trans>Files</Trans>, panel: <Files object={object} row={row} /> }]
      : []),
    { name: 'history', label: <Trans>History</Trans>, panel: <History object={object} row={row} /> },
  ]
  const shown = tabs.find((tab) => tab.name === open) ?? tabs[0]!
  return (
    <>
      <div role="tablist" className={css.tabs}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`tab-${tab.name}`}
            aria-controls="record-panel"
            aria-selected={tab === shown}
            tabIndex={tab === shown ? 0 : -1}
            className={css.tab}
            onClick={() => setOpen(tab.name)}
            onFocus={() => setOpen(tab.name)}
            onKeyDown={step}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div id="record-panel" role="tabpanel" aria-labelledby={`tab-${shown.name}`} className={css.panel}>
        <Suspense>{shown.panel}</Suspense>
      </div>
    </>
  )
}
