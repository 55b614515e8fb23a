import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** What an area shows on the page of a record, beside what every object has. */
export type Panel = ComponentType<{ readonly object: ObjectDefinition; readonly row: AnyRow }>

const additions = lazy(() =>
  import('./insights/recommend/panels.tsx').then((module) => ({ default: module.Additions })),
)

/** The panels of each object, from the top; each is loaded when a page that has it is open. */
export const panels: { readonly [object: string]: readonly LazyExoticComponent<Panel>[] } = {
  campaign: [
    lazy(() => import('./insights/recommend/campaign-panel.tsx').then((module) => ({ default: module.CampaignLists }))),
  ],
  customer: [
    lazy(() => import('./insights/recommend/panels.tsx').then((module) => ({ default: module.CustomerOffers }))),
  ],
  deal: [lazy(() => import('./insights/pipeline/notes.tsx').then((module) => ({ default: module.DealNotes })))],
  order: [additions],
  quote: [additions],
  segment: [
    lazy(() => import('./insights/segments/members-panel.tsx').then((module) => ({ default: module.Members }))),
  ],
}

const pipelineLine = lazy(() =>
  import('./insights/pipeline/line.tsx').then((module) => ({ default: module.PipelineLine })),
)

/** What areas say in a line: on the first page, and above the board of an object. */
export const homeLines: readonly LazyExoticComponent<ComponentType>[] = [pipelineLine]
export const boardLines: { readonly [object: string]: LazyExoticComponent<ComponentType> } = { deal: pipelineLine }

/** What an area marks on the card of a record, given since when it stands in its lane. */
export type Mark = ComponentType<{ readonly row: AnyRow; readonly since: string }>

export const marks: { readonly [object: string]: LazyExoticComponent<Mark> } = {
  deal: lazy(() => import('./insights/pipeline/mark.tsx').then((module) => ({ default: module.DealMark }))),
}
