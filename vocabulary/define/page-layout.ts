import type { Filter } from './filter.ts'
import type { Label } from './label.ts'
import type { ObjectDefinition } from './object.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * What can stand on a record page. `fields` and `numbers` show the fields that they name, `own` the users' fields that stand nowhere
 * else; `related` and `parts` list the records of one link ("order.customer"), or without it those that are not listed elsewhere.
 * The others show what their name says.
 */
export const widgets = [
  'fields',
  'own',
  'numbers',
  'parts',
  'panels',
  'related',
  'timeline',
  'comments',
  'files',
  'scores',
  'notes',
  'history',
] as const
export type Widget = (typeof widgets)[number]

/** Where sections stand, besides the tabs: across the top, in the narrow column and in the wide one. */
export const pageAreas = ['top', 'side', 'main'] as const
export type PageArea = (typeof pageAreas)[number]

export interface PageSection {
  /** Tells it from the other sections of the page. */
  readonly key: string
  readonly widget: Widget
  /** Its own name; the widget's without it. */
  readonly label?: Label
  readonly fields?: readonly string[]
  /** The object and the field that point here: "order.customer". */
  readonly link?: string
  /** Shown while the record fulfils this; over its own fields. */
  readonly when?: Filter
}

export interface PageTab {
  readonly key: string
  readonly label?: Label
  readonly sections: readonly PageSection[]
}

/** A record page as an administrator arranged it; kept as the settings of a layout. */
export type PageSettings = { readonly [A in PageArea]: readonly PageSection[] } & { readonly tabs: readonly PageTab[] }

const tabWidgets = ['timeline', 'related', 'scores', 'comments', 'files', 'history'] as const

/** The page as the object's definition says it, before anybody arranged it. */
export const standardPage = (object: ObjectDefinition): PageSettings => ({
  top: object.page.numbers?.length ? [{ key: 'numbers', widget: 'numbers', fields: object.page.numbers }] : [],
  side: [
    ...object.page.sections.map(
      (one, at): PageSection => ({ key: `facts_${at + 1}`, widget: 'fields', label: one.label, fields: one.fields }),
    ),
    { key: 'own', widget: 'own' },
  ],
  main: [
    { key: 'parts', widget: 'parts' },
    { key: 'panels', widget: 'panels' },
  ],
  tabs: tabWidgets.map((widget) => ({ key: widget, sections: [{ key: `${widget}_1`, widget }] })),
})

/** Kept settings as a page; undefined when they are none. The server keeps no others since it judges them. */
export const pageIn = (settings: unknown): PageSettings | undefined => {
  const given = (settings ?? {}) as Partial<PageSettings>
  const whole = [...pageAreas.map((area) => given[area]), given.tabs].every(Array.isArray)
  return whole ? (given as PageSettings) : undefined
}

/** All sections of a page, wherever they stand. */
export const sectionsOf = (page: PageSettings): readonly PageSection[] => [
  ...pageAreas.flatMap((area) => page[area]),
  ...page.tabs.flatMap((tab) => tab.sections),
]

/** The page with each section changed, or left out where `change` answers nothing. */
export const mapSections = (
  page: PageSettings,
  change: (section: PageSection) => PageSection | undefined,
): PageSettings => {
  const through = (sections: readonly PageSection[]) => sections.flatMap((one) => change(one) ?? [])
  return {
    top: through(page.top),
    side: through(page.side),
    main: through(page.main),
    tabs: page.tabs.map((tab) => ({ ...tab, sections: through(tab.sections) })),
  }
}

/** Whether records of this link point to the object: "order.customer" of a customer. */
export const isLinkTo = (vocabulary: Vocabulary, object: ObjectDefinition, link: string): boolean =>
  vocabulary.linksTo(object.name).some((one) => `${one.object.name}.${one.name}` === link)

/** The page without what has been removed since it was arranged: fields that are no more, lists of links that are no more. */
export const withoutLost = (page: PageSettings, object: ObjectDefinition, vocabulary: Vocabulary): PageSettings =>
  mapSections(page, (section) => {
    if (section.link !== undefined && !isLinkTo(vocabulary, object, section.link)) return undefined
    if (section.fields === undefined) return section
    return { ...section, fields: section.fields.filter((name) => Object.hasOwn(object.fields, name)) }
  })
