import {
  type PageArea,
  type PageSection,
  type PageSettings,
  pageAreas,
} from '@rapport/vocabulary/define/page-layout.ts'

/** Where sections stand: a place of the page, or a tab. */
export type Home = PageArea | `tab:${string}`

export const homesOf = (page: PageSettings): readonly Home[] => [
  ...pageAreas,
  ...page.tabs.map((tab): Home => `tab:${tab.key}`),
]

export const sectionsIn = (page: PageSettings, home: Home): readonly PageSection[] =>
  isArea(home) ? page[home] : (page.tabs.find((tab) => `tab:${tab.key}` === home)?.sections ?? [])

const isArea = (home: Home): home is PageArea => pageAreas.some((area) => area === home)

const withSections = (page: PageSettings, home: Home, sections: readonly PageSection[]): PageSettings =>
  isArea(home)
    ? { ...page, [home]: sections }
    : { ...page, tabs: page.tabs.map((tab) => (`tab:${tab.key}` === home ? { ...tab, sections } : tab)) }

export interface Place {
  readonly home: Home
  readonly at: number
}

export const placeOf = (page: PageSettings, key: string): Place | undefined => {
  for (const home of homesOf(page)) {
    const at = sectionsIn(page, home).findIndex((one) => one.key === key)
    if (at >= 0) return { home, at }
  }
  return undefined
}

const sectionOf = (page: PageSettings, key: string): PageSection | undefined => {
  const place = placeOf(page, key)
  return place && sectionsIn(page, place.home)[place.at]
}

/** A key that no other section or tab has. */
export const freshKey = (page: PageSettings, stem: string): string => {
  const taken = new Set([
    ...page.tabs.map((tab) => tab.key),
    ...homesOf(page).flatMap((home) => sectionsIn(page, home).map((one) => one.key)),
  ])
  let count = 1
  while (taken.has(`${stem}_${count}`)) count++
  return `${stem}_${count}`
}

export const withSection = (page: PageSettings, section: PageSection, { home, at }: Place): PageSettings =>
  withSections(page, home, sectionsIn(page, home).toSpliced(at, 0, section))

export const withoutSection = (page: PageSettings, key: string): PageSettings => {
  const place = placeOf(page, key)
  return place ? withSections(page, place.home, sectionsIn(page, place.home).toSpliced(place.at, 1)) : page
}

export const withChanged = (page: PageSettings, section: PageSection): PageSettings => {
  const place = placeOf(page, section.key)
  return place ? withSections(page, place.home, sectionsIn(page, place.home).toSpliced(place.at, 1, section)) : page
}

/** Puts a section before the one that stands at this place now. */
export const withMoved = (page: PageSettings, key: string, to: Place): PageSettings => {
  const from = placeOf(page, key)
  const section = sectionOf(page, key)
  if (!from || !section) return page
  const at = from.home === to.home && from.at < to.at ? to.at - 1 : to.at
  return withSection(withoutSection(page, key), section, { ...to, at })
}

/** One step up or down: past its neighbour, or over to the end of the place before, the beginning of the next. */
export const withStepped = (page: PageSettings, key: string, by: -1 | 1): PageSettings => {
  const from = placeOf(page, key)
  if (!from) return page
  const here = sectionsIn(page, from.home)
  const next = from.at + by
  if (next >= 0 && next < here.length) return withMoved(page, key, { home: from.home, at: by > 0 ? next + 1 : next })
  const homes = homesOf(page)
  const home = homes[homes.indexOf(from.home) + by]
  return home === undefined ? page : withMoved(page, key, { home, at: by > 0 ? 0 : sectionsIn(page, home).length })
}

export interface FieldPlace {
  readonly section: string
  readonly at: number
}

const fieldsIn = (page: PageSettings, key: string): readonly string[] | undefined => sectionOf(page, key)?.fields

const withFields = (page: PageSettings, key: string, fields: readonly string[]): PageSettings => {
  const section = sectionOf(page, key)
  return section ? withChanged(page, { ...section, fields }) : page
}

export const withField = (page: PageSettings, name: string, { section, at }: FieldPlace): PageSettings => {
  const fields = fieldsIn(page, section)
  return fields === undefined || fields.includes(name) ? page : withFields(page, section, fields.toSpliced(at, 0, name))
}

export const withoutField = (page: PageSettings, section: string, name: string): PageSettings =>
  withFields(
    page,
    section,
    (fieldsIn(page, section) ?? []).filter((one) => one !== name),
  )

/** Puts a field before the one at this place; one that stands there already is not put twice. */
export const withFieldMoved = (page: PageSettings, from: string, name: string, to: FieldPlace): PageSettings => {
  const before = (fieldsIn(page, from) ?? []).indexOf(name)
  if (before < 0 || (from !== to.section && (fieldsIn(page, to.section) ?? [name]).includes(name))) return page
  const at = from === to.section && before < to.at ? to.at - 1 : to.at
  return withField(withoutField(page, from, name), name, { ...to, at })
}

/** One step up or down: past its neighbour that is shown, or over to the next section that has fields. */
export const withFieldStepped = (
  page: PageSettings,
  from: string,
  name: string,
  by: -1 | 1,
  isShown: (name: string) => boolean,
): { readonly page: PageSettings; readonly section: string } => {
  const fields = fieldsIn(page, from) ?? []
  const at = fields.indexOf(name)
  const rest = by > 0 ? fields.slice(at + 1) : fields.slice(0, at).toReversed()
  const neighbour = rest.find(isShown)
  if (neighbour !== undefined) {
    const next = fields.indexOf(neighbour)
    return { page: withFieldMoved(page, from, name, { section: from, at: by > 0 ? next + 1 : next }), section: from }
  }
  const able = homesOf(page)
    .flatMap((home) => sectionsIn(page, home))
    .filter((one) => one.fields !== undefined)
  const section = able[able.findIndex((one) => one.key === from) + by]
  if (section === undefined || section.fields!.includes(name)) return { page, section: from }
  const end = by > 0 ? 0 : section.fields!.length
  return { page: withFieldMoved(page, from, name, { section: section.key, at: end }), section: section.key }
}

export const withTabMoved = (page: PageSettings, key: string, to: number): PageSettings => {
  const from = page.tabs.findIndex((tab) => tab.key === key)
  if (from < 0 || to < 0 || to >= page.tabs.length) return page
  return { ...page, tabs: page.tabs.toSpliced(from, 1).toSpliced(to, 0, page.tabs[from]!) }
}
