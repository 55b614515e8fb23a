import type { Label } from '@rapport/vocabulary/define/label.ts'
import { useTitlesOf } from '../../fields/titles.ts'
import { useSay } from '../../language.ts'

/** Segments are called what people call them; a name that nobody changed is told in the language of the screen. */
export const useSegmentNames = (ids: readonly string[]): ((id: string, usual: Label) => string) => {
  const say = useSay()
  const names = useTitlesOf('segment', ids)
  return (id, usual) => {
    const name = names.get(id)
    return !name || name === usual.en || name === usual.zh ? say(usual) : name
  }
}
