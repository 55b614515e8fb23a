import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Backlink, Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

/** Links from elsewhere that the record page lists: those that say what they are called from this side, and are no parts. */
export const relatedTo = (vocabulary: Vocabulary, object: ObjectDefinition): readonly Backlink[] =>
  vocabulary.linksTo(object.name).filter((link) => link.field.reverse !== undefined && link.object.partOf !== link.name)
