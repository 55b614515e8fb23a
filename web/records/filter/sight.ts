import type { Sight } from '@rapport/vocabulary/define/filter-check.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

/** What can be asked here: all that is in the vocabulary, because the server leaves out of it what the person may not see. */
export const sightOf = (vocabulary: Vocabulary): Sight => ({
  vocabulary,
  sees: (object, field) => Object.hasOwn(object.fields, field),
})
