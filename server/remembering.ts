import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { House } from './http/house.ts'
import type { Person } from './records/person.ts'
import type { PersonalRecords, Records } from './records/records.ts'

/** The records as a person may use them, kept while the person and the vocabulary stay the same. */
export const remembering = (records: Records, current: () => Vocabulary): House['as'] => {
  const known = new WeakMap<Person, { vocabulary: Vocabulary; own: PersonalRecords }>()
  return (person) => {
    const vocabulary = current()
    const before = known.get(person)
    if (before?.vocabulary === vocabulary) return before.own
    const own = records.as(person)
    known.set(person, { vocabulary, own })
    return own
  }
}
