import { useLingui } from '@lingui/react/macro'
import { useSay } from '../language.ts'
import { go } from '../router.tsx'
import { useMe, useVocabulary } from '../session.ts'
import { findSettings } from '../system/find-settings.ts'
import { sections as settings } from '../system/sections.ts'
import type { Command } from './commands.ts'
import { sections } from './concepts.ts'

/** The lists of objects and the pages beside them. */
export const usePlaceCommands = (): readonly Command[] => {
  const { t, i18n } = useLingui()
  const say = useSay()
  const objects = useVocabulary().objects.filter((object) => !object.hidden && !object.partOf)
  const lists: readonly Command[] = objects.map((object) => ({
    key: `go ${object.name}`,
    icon: object.icon,
    title: say(object.labels),
    note: t`Go to`,
    words: `${object.labels.en} ${object.labels.zh}`,
    run: () => go(`/${object.plural}`),
  }))
  const pages = sections.flatMap(({ places = [], label }) =>
    places.map((place) => ({
      key: `go ${place.to}`,
      icon: place.icon,
      title: i18n._(place.label),
      note: i18n._(label),
      words: place.words ?? '',
      run: () => go(place.to),
    })),
  )
  return [...lists, ...pages]
}

/** The settings by what is typed, of which the person may see the page. */
export const useSettingCommands = (typed: string): readonly Command[] => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const { abilities } = useMe()
  if (typed.trim() === '') return []
  const allowed = settings.filter(({ needs }) => needs === undefined || abilities.includes(needs))
  const organisation = vocabulary.find('organisation')
  return findSettings(typed, allowed, { organisation, objects: [], say }).map(({ key, title, href }) => ({
    key: `setting ${key}`,
    icon: 'settings',
    title,
    note: t`Settings`,
    words: typed,
    run: () => go(href),
  }))
}
