import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { useVocabulary } from '../../session.ts'
import { ConditionEditor } from './condition.tsx'
import { FieldPicker } from './field-picker.tsx'
import { placeOf } from './path.ts'
import { type Condition, conditionOn } from './rules.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly add: (condition: Condition) => void
  readonly link: (name: string) => void
  readonly close: () => void
}

/** First which field, then what about it. */
export const Adding = ({ object, add, link, close }: Given) => {
  const vocabulary = useVocabulary()
  const [chosen, setChosen] = useState<Condition>()
  if (chosen !== undefined) return <ConditionEditor object={object} condition={chosen} onChange={add} close={close} />
  return (
    <FieldPicker
      object={object}
      onPick={(picked) => {
        const place = 'field' in picked ? placeOf(object, picked.field, vocabulary) : undefined
        if ('link' in picked) link(picked.link)
        else if (place) setChosen(conditionOn(picked.field, place.field))
      }}
    />
  )
}
