import { useCallback } from 'react'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'

/** What a channel is called: the kinds of campaigns have labels, a channel of the field stands as it was typed. */
export const useChannelName = () => {
  const say = useSay()
  const choices = useVocabulary().find('campaign')?.fields.kind?.choices
  return useCallback(
    (name: string): string => {
      const found = choices?.[name]
      return found ? say(found.label) : name
    },
    [choices, say],
  )
}

/** The kinds that a campaign can be of. */
export const useKinds = (): readonly string[] =>
  Object.keys(useVocabulary().find('campaign')?.fields.kind?.choices ?? {})
