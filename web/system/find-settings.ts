import { i18n, type MessageDescriptor } from '@lingui/core'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Section } from './sections.ts'

/** A setting that was looked for: where it stands, what it does. */
export interface FoundSetting {
  readonly key: string
  readonly section: Section
  readonly href: string
  readonly title: string
  readonly about: string
}

const said = (message: MessageDescriptor): string => i18n._(message)

const holds = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.toLowerCase().includes(word))

/** Fields of a record that are settings of their own. */
const settingsOf = (object: ObjectDefinition | undefined, section: Section, say: (label: Label) => string) =>
  Object.entries(object?.own ?? {}).map(([name, field]) => ({
    text: `${field.label.en} ${field.label.zh} ${field.help?.en ?? ''} ${field.help?.zh ?? ''} ${name}`,
    found: {
      key: `${section.name} ${name}`,
      section,
      href: `/settings/${section.name}`,
      title: say(field.label),
      about: field.help ? say(field.help) : said(section.about),
    },
  }))

/** Settings by words of either language; Chinese by pinyin and initials too. */
export const findSettings = (
  typed: string,
  sections: readonly Section[],
  {
    organisation,
    objects,
    say,
  }: {
    organisation: ObjectDefinition | undefined
    objects: readonly ObjectDefinition[]
    say: (label: Label) => string
  },
): readonly FoundSetting[] => {
  const words = typed.trim().toLowerCase().split(/\s+/)
  const whole = sections.map((section) => ({
    text: `${said(section.label)} ${said(section.about)} ${section.words}`,
    found: {
      key: section.name,
      section,
      href: `/settings/${section.name}`,
      title: said(section.label),
      about: said(section.about),
    },
  }))
  const house = sections.find((one) => one.name === 'organisation')
  const design = sections.find((one) => one.name === 'objects')
  const designed = design
    ? objects.map((object) => ({
        text: `${object.labels.en} ${object.labels.zh} ${object.name}`,
        found: {
          key: `object ${object.name}`,
          section: design,
          href: `/settings/objects/${object.name}`,
          title: say(object.labels),
          about: said(design.about),
        },
      }))
    : []
  const all = [...whole, ...(house ? settingsOf(organisation, house, say) : []), ...designed]
  return all.filter((one) => holds(one.text, words)).map((one) => one.found)
}
