import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { checkFilter } from '@rapport/vocabulary/define/filter-check.ts'
import { filterParts, type Part } from '@rapport/vocabulary/define/filter-say.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import { showMoment } from '../../fields/time.ts'
import { useTitle } from '../../fields/titles.ts'
import { useLocale } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import css from './bar.module.css'
import { sightOf } from './sight.ts'

const Title = ({ object, id }: { object: string; id: string }) => <>{useTitle(object, id) || '…'}</>

const Said = ({ part }: { part: Part }) => {
  const locale = useLocale()
  if (part.is === 'word') return <>{part.text}</>
  if (part.is === 'record')
    return (
      <span className={css.word}>
        <Title object={part.object} id={part.id} />
      </span>
    )
  return <span className={css.word}>{part.is === 'moment' ? showMoment(part.text, locale, false) : part.text}</span>
}

/** A filter as a sentence in the language of the screen; one that cannot be used says why. */
export const FilterSentence = ({ object, filter }: { object: ObjectDefinition; filter: Filter }) => {
  const locale = useLocale()
  const checked = checkFilter(filter, object, sightOf(useVocabulary()))
  if (checked instanceof Refusal) return <span className={css.refused}>{checked.say[locale]}</span>
  return (
    <span className={css.sentence}>
      {filterParts(checked, locale).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no identity but their place
        <Said key={index} part={part} />
      ))}
    </span>
  )
}
