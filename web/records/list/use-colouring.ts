import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useEffect, useMemo, useState } from 'react'
import { now } from '../../clock.ts'
import { knownTitle } from '../../fields/titles.ts'
import { useLocale } from '../../language.ts'
import { useMe, useVocabulary } from '../../session.ts'
import type { Colouring } from './colouring.ts'
import type { ColourRule } from './colours.ts'

/** How the rows of a list are coloured. What it takes to know that is loaded with the first rule. */
export const useColouring = (object: ObjectDefinition, rules: readonly ColourRule[]): Colouring | undefined => {
  const [colouring, setColouring] = useState<typeof import('./colouring.ts')>()
  const vocabulary = useVocabulary()
  const { id } = useMe()
  const locale = useLocale()
  const needed = rules.length > 0
  useEffect(() => {
    if (needed) void import('./colouring.ts').then(setColouring)
  }, [needed])
  return useMemo(() => {
    if (colouring === undefined || !needed) return undefined
    const at = now()
    const context = { now: at.toISOString(), offsetMinutes: -at.getTimezoneOffset(), me: id }
    return colouring.colouringOf(object, rules, vocabulary, context, locale, knownTitle)
  }, [colouring, needed, object, rules, vocabulary, id, locale])
}
