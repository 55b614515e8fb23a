import type { PageTab } from '@rapport/vocabulary/define/page-layout.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useSay } from '../../language.ts'
import { useShown } from './standing.ts'
import css from './tabs.module.css'
import { type Shown, Widget } from './widget.tsx'
import { useSectionName } from './widget-words.ts'

const step = (event: KeyboardEvent<HTMLButtonElement>): void => {
  const to =
    event.key === 'ArrowRight'
      ? event.currentTarget.nextElementSibling
      : event.key === 'ArrowLeft'
        ? event.currentTarget.previousElementSibling
        : null
  if (to instanceof HTMLElement) to.focus()
}

/** The tabs of a page that have something to show for this record; which of them is open stands in the address. */
export const Tabs = ({ tabs: all, ...given }: Shown & { readonly tabs: readonly PageTab[] }) => {
  const say = useSay()
  const name = useSectionName()
  const isShown = useShown(given.standing, given.row)
  const search = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const tabs = all.flatMap(({ key, label, sections }) => {
    const here = sections.filter(isShown)
    return here.length === 0 ? [] : [{ key, label: label ? say(label) : name(here[0]!), sections: here, named: label }]
  })
  const shown = tabs.find((tab) => tab.key === search.tab) ?? tabs[0]
  if (shown === undefined) return null
  const setOpen = (tab: string): void => {
    if (tab !== shown.key) void navigate({ to: '.', search: { ...search, tab } as never, replace: true })
  }
  return (
    <>
      <div role="tablist" className={css.tabs}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`tab-${tab.key}`}
            aria-controls="record-panel"
            aria-selected={tab === shown}
            tabIndex={tab === shown ? 0 : -1}
            className={css.tab}
            onClick={() => setOpen(tab.key)}
            onFocus={() => setOpen(tab.key)}
            onKeyDown={step}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div id="record-panel" role="tabpanel" aria-labelledby={`tab-${shown.key}`} className={css.panel}>
        {shown.sections.map((section) => (
          <Widget key={section.key} section={section} titled={shown.sections.length === 1} {...given} />
        ))}
      </div>
    </>
  )
}
