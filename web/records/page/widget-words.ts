import { useLingui } from '@lingui/react/macro'
import type { PageSection, Widget } from '@rapport/vocabulary/define/page-layout.ts'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'

export const useWidgetWords = (): Readonly<Record<Widget, string>> => {
  const { t } = useLingui()
  return {
    fields: t`Facts`,
    own: t`Own fields`,
    numbers: t`Numbers`,
    parts: t`Parts`,
    panels: t`Insights`,
    related: t`Related`,
    timeline: t`Timeline`,
    comments: t`Comments`,
    files: t`Files`,
    scores: t`Scores`,
    notes: t`Notes`,
    history: t`History`,
  }
}

/** What a section is called: as somebody named it, by the list that it shows, or by what it is. */
export const useSectionName = (): ((section: PageSection) => string) => {
  const words = useWidgetWords()
  const say = useSay()
  const vocabulary = useVocabulary()
  return ({ label, link, widget }) => {
    if (label) return say(label)
    const [name, field] = link?.split('.') ?? []
    const from = vocabulary.find(name ?? '')
    return from ? say(from.fields[field ?? '']?.reverse ?? from.labels) : words[widget]
  }
}
