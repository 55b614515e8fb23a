import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { Sight } from '@rapport/vocabulary/define/filter-check.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { mapSections, type PageSection, pageIn } from '@rapport/vocabulary/define/page-layout.ts'
import { mayAsk, seesLink } from './shown.ts'

/** No record fulfils it: what a person may not judge is not shown, and what it asks is not told. */
const never: Filter = { any: [] }

function shownSection(section: PageSection, object: ObjectDefinition, sight: Sight): PageSection | undefined {
  const { fields, link, when, ...rest } = section
  if (link !== undefined && !seesLink(link, sight)) return undefined
  return {
    ...rest,
    ...(fields && { fields: fields.filter((name) => sight.sees(object, name)) }),
    ...(link !== undefined && { link }),
    ...(when && { when: mayAsk(when, object, sight) ? when : never }),
  }
}

/** The settings of a layout as one person may read them. */
export function shownLayout(place: unknown, settings: unknown, object: ObjectDefinition, sight: Sight): unknown {
  if (place === 'board') {
    const { lanes = {} } = (settings ?? {}) as { lanes?: { [by: string]: unknown } }
    return { lanes: Object.fromEntries(Object.entries(lanes).filter(([by]) => sight.sees(object, by))) }
  }
  const page = pageIn(settings)
  return page ? mapSections(page, (section) => shownSection(section, object, sight)) : {}
}
