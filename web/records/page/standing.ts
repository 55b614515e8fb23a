import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { checkFilter } from '@rapport/vocabulary/define/filter-check.ts'
import { fulfils } from '@rapport/vocabulary/define/filter-test.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import {
  type PageSection,
  type PageSettings,
  pageIn,
  sectionsOf,
  standardPage,
} from '@rapport/vocabulary/define/page-layout.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Backlink, Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { now } from '../../clock.ts'
import { panels } from '../../panels.ts'
import { useMe, useVocabulary } from '../../session.ts'
import { sightOf } from '../filter/sight.ts'
import { useLayout } from '../layout.ts'
import { relatedTo } from './related-to.ts'

/** A page as it stands for this person, with what its sections leave to one another. */
export interface Standing {
  readonly object: ObjectDefinition
  readonly page: PageSettings
}

export const usePage = (object: ObjectDefinition): PageSettings =>
  pageIn(useLayout(object, 'page')?.settings) ?? standardPage(object)

/** Users' fields that no other section shows. */
export const ownLeft = ({ object, page }: Standing): readonly string[] => {
  const placed = new Set(sectionsOf(page).flatMap((one) => one.fields ?? []))
  return Object.keys(object.fields).filter((name) => object.fields[name]!.custom && !placed.has(name))
}

const linkName = (link: Backlink): string => `${link.object.name}.${link.name}`

/** The links of a list: the one that it names, or those that no other section of the page names. */
const linksOf = (all: readonly Backlink[], { page }: Standing, section: PageSection): readonly Backlink[] => {
  if (section.link !== undefined) return all.filter((one) => linkName(one) === section.link)
  const named = new Set(sectionsOf(page).flatMap((one) => one.link ?? []))
  return all.filter((one) => !named.has(linkName(one)))
}
export const relatedOf = (vocabulary: Vocabulary, standing: Standing, section: PageSection): readonly Backlink[] =>
  linksOf(
    section.link === undefined ? relatedTo(vocabulary, standing.object) : vocabulary.linksTo(standing.object.name),
    standing,
    section,
  )
export const partsOf = (vocabulary: Vocabulary, standing: Standing, section: PageSection): readonly Backlink[] =>
  linksOf(vocabulary.partsOf(standing.object.name), standing, section)

/** The fields that a section shows to this person: a layout never shows what a role may not read. */
export const fieldsOf = (standing: Standing, section: PageSection): readonly string[] =>
  section.widget === 'own'
    ? ownLeft(standing)
    : (section.fields ?? []).filter((name) => Object.hasOwn(standing.object.fields, name))

/** Whether there is something that the section could show for this object and this person. */
export const hasSubject = (vocabulary: Vocabulary, standing: Standing, section: PageSection): boolean => {
  const { object } = standing
  switch (section.widget) {
    case 'fields':
    case 'own':
    case 'numbers':
      return fieldsOf(standing, section).length > 0
    case 'related':
      return relatedOf(vocabulary, standing, section).length > 0
    case 'parts':
      return partsOf(vocabulary, standing, section).length > 0
    case 'panels':
      return panels[object.name] !== undefined
    case 'scores':
      return Object.values(object.fields).some((field) => field.scored)
    case 'comments':
    case 'files':
    case 'notes': {
      const name = section.widget.slice(0, -1)
      return vocabulary.find(name) !== undefined && object.name !== name
    }
    default:
      return true
  }
}

const holds = (vocabulary: Vocabulary, object: ObjectDefinition, row: AnyRow, when: Filter, me: string): boolean => {
  const checked = checkFilter(when, object, sightOf(vocabulary))
  if (checked instanceof Refusal) return false
  return fulfils(checked, row, { now: now().toISOString(), offsetMinutes: -now().getTimezoneOffset(), me })
}

/** Says of a section whether it is shown for this record. A condition that the person cannot judge hides it. */
export const useShown = (standing: Standing, row: AnyRow): ((section: PageSection) => boolean) => {
  const vocabulary = useVocabulary()
  const me = useMe()
  return (section) => {
    if (!hasSubject(vocabulary, standing, section)) return false
    const { object } = standing
    const isScored = (name: string): boolean =>
      object.fields[name]!.scored !== undefined && (row[name] ?? null) !== null
    if (section.widget === 'scores' && !Object.keys(object.fields).some(isScored)) return false
    return section.when === undefined || holds(vocabulary, object, row, section.when, me.id)
  }
}
