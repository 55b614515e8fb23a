import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { PageSection } from '@rapport/vocabulary/define/page-layout.ts'
import { lazy, type ReactNode, Suspense } from 'react'
import { useVocabulary } from '../../session.ts'
import { FactsSection } from './facts.tsx'
import { Numbers } from './numbers.tsx'
import { Panels } from './panels.tsx'
import { Parts } from './parts.tsx'
import { fieldsOf, partsOf, relatedOf, type Standing, useShown } from './standing.ts'
import { Timeline } from './timeline.tsx'
import type { Saving } from './use-record.ts'
import css from './widget.module.css'
import { useSectionName } from './widget-words.ts'

const Related = lazy(() => import('./related.tsx').then((module) => ({ default: module.Related })))
const History = lazy(() => import('./history.tsx').then((module) => ({ default: module.History })))
const Comments = lazy(() => import('./comments.tsx').then((module) => ({ default: module.Comments })))
const Scores = lazy(() => import('./scores.tsx').then((module) => ({ default: module.Scores })))
const Files = lazy(() => import('./files.tsx').then((module) => ({ default: module.Files })))
const Notes = lazy(() => import('./notes.tsx').then((module) => ({ default: module.Notes })))

export interface Shown {
  readonly standing: Standing
  readonly row: AnyRow
  readonly saving: Saving
}
interface Given extends Shown {
  readonly section: PageSection
  /** A tab says already what its only section is. */
  readonly titled?: boolean
}

const Content = ({ standing, row, saving, section }: Given): ReactNode => {
  const vocabulary = useVocabulary()
  const { object } = standing
  const given = { object, row }
  switch (section.widget) {
    case 'numbers':
      return <Numbers {...given} names={fieldsOf(standing, section)} />
    case 'fields':
    case 'own':
      return <FactsSection {...given} saving={saving} names={fieldsOf(standing, section)} />
    case 'parts':
      return partsOf(vocabulary, standing, section).map((part) => (
        <Parts key={`${part.object.name}.${part.name}`} whole={object} row={row} part={part} />
      ))
    case 'panels':
      return <Panels {...given} />
    case 'related':
      return <Related row={row} links={relatedOf(vocabulary, standing, section)} />
    case 'timeline':
      return <Timeline {...given} />
    case 'comments':
      return <Comments {...given} />
    case 'files':
      return <Files {...given} />
    case 'scores':
      return <Scores {...given} />
    case 'notes':
      return <Notes {...given} />
    case 'history':
      return <History {...given} />
  }
}

/** These name what they show by themselves. */
const spoken = new Set(['numbers', 'parts', 'panels'])

/** One section of a record page, with its name. */
export const Widget = (given: Given) => {
  const { section, titled } = given
  const name = useSectionName()
  const silent =
    section.label === undefined && (spoken.has(section.widget) || (section.widget === 'related' && section.link))
  return (
    <section className={css.section} data-widget={section.widget} data-section={section.key}>
      {!(titled && section.label === undefined) && !silent && <h2>{name(section)}</h2>}
      <Suspense>
        <Content {...given} />
      </Suspense>
    </section>
  )
}

/** The sections of a place of the page, as far as they are shown for this record. */
export const Widgets = ({ sections, ...given }: Shown & { readonly sections: readonly PageSection[] }) => {
  const shown = useShown(given.standing, given.row)
  return sections.filter(shown).map((section) => <Widget key={section.key} section={section} {...given} />)
}
