import { useLingui } from '@lingui/react/macro'
import { ActionIcon, NativeSelect, Select } from '@mantine/core'
import type { PageSection, Widget } from '@rapport/vocabulary/define/page-layout.ts'
import { IconAdjustments, IconEyeOff, IconTrash } from '@tabler/icons-react'
import { useLocale, useSay } from '../../../language.ts'
import { useVocabulary } from '../../../session.ts'
import { FilterSentence } from '../../filter/sentence.tsx'
import { fieldsOf, hasSubject, relatedOf } from '../standing.ts'
import { useSectionName, useWidgetWords } from '../widget-words.ts'
import { sectionGrip, useArranging } from './arranging.ts'
import { useMovable, useTaking } from './dragging.tsx'
import css from './edit.module.css'
import { FieldRow } from './field-row.tsx'
import { withChanged, withField, withoutSection, withStepped } from './moves.ts'
import { widgetSigns } from './signs.ts'

const useAbout = (): Readonly<Partial<Record<Widget, string>>> => {
  const { t } = useLingui()
  return {
    own: t`Fields of yours that no other section shows.`,
    parts: t`Its parts, as a table that is edited in place.`,
    panels: t`What Rapport found out, and offers.`,
    timeline: t`Everything that happened, newest first.`,
    comments: t`What colleagues say.`,
    files: t`Files that hang on the record.`,
    scores: t`What models say, and why.`,
    notes: t`What is worth keeping, pinned notes first.`,
    history: t`Who changed what.`,
  }
}

const Fields = ({ section }: { section: PageSection }) => {
  const { t } = useLingui()
  const say = useSay()
  const { object, page, put } = useArranging()
  const names = fieldsOf({ object, page }, section)
  const taking = useTaking({ is: 'fields', section: section.key })
  const left = Object.keys(object.fields).filter((name) => !names.includes(name) && name !== 'deleted_at')
  return (
    <div className={css.fields} {...taking}>
      <ul aria-label={t`Fields`}>
        {names.map((name) => (
          <FieldRow key={name} section={section.key} name={name} />
        ))}
      </ul>
      <Select
        size="xs"
        aria-label={t`Add a field`}
        placeholder={t`Add a field`}
        searchable
        value={null}
        nothingFoundMessage={t`No such field.`}
        data={left.map((value) => ({ value, label: say(object.fields[value]!.label) }))}
        onChange={(name) =>
          name && put(withField(page, name, { section: section.key, at: section.fields?.length ?? 0 }))
        }
        comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
      />
    </div>
  )
}

const Lists = ({ section }: { section: PageSection }) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const { object, page, put } = useArranging()
  const { link: _link, ...rest } = section
  const all = relatedOf(vocabulary, { object, page: { top: [], side: [], main: [], tabs: [] } }, rest)
  const data = all.map((one) => ({
    value: `${one.object.name}.${one.name}`,
    label: `${say(one.object.labels)} · ${say(one.field.reverse ?? one.field.label)}`,
  }))
  return (
    <NativeSelect
      size="xs"
      aria-label={t`Which records`}
      value={section.link ?? ''}
      data={[{ value: '', label: t`All that are not listed elsewhere` }, ...data]}
      onChange={({ currentTarget: { value } }) =>
        put(withChanged(page, value === '' ? rest : { ...rest, link: value }))
      }
    />
  )
}

const Name = ({ section }: { section: PageSection }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const name = useSectionName()
  const { page, put } = useArranging()
  const { label: _label, ...plain } = section
  const rename = (typed: string): void => {
    const text = typed.trim()
    if (text === (section.label?.[locale] ?? '') || text === name(section)) return
    const other = locale === 'en' ? 'zh' : 'en'
    const both = { en: text, zh: text }
    // The other language follows as long as nobody gave it a text of its own.
    const apart = section.label && section.label.en !== section.label.zh ? { [other]: section.label[other] } : {}
    put(withChanged(page, text === '' ? plain : { ...plain, label: { ...both, ...apart } }))
  }
  return (
    <input
      key={name(section)}
      className={css.name}
      aria-label={t`Name of the section`}
      defaultValue={name(section)}
      maxLength={80}
      onBlur={(event) => rename(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
      }}
    />
  )
}

/** One section while the page is arranged: its name, what it shows and when. */
export const SectionCard = ({ section }: { section: PageSection }) => {
  const { t } = useLingui()
  const name = useSectionName()
  const words = useWidgetWords()
  const about = useAbout()
  const vocabulary = useVocabulary()
  const { object, page, put, moved, openSettings } = useArranging()
  const said = name(section)
  const Sign = widgetSigns[section.widget]
  const { held, grip } = useMovable(
    { is: 'section', key: section.key },
    sectionGrip(section.key),
    t`Move ${said}: drag it, or press the arrow keys`,
    (by) => moved(withStepped(page, section.key, by), sectionGrip(section.key), said),
  )
  const listed = section.widget === 'fields' || section.widget === 'numbers'
  const empty = !listed && !hasSubject(vocabulary, { object, page }, section)
  return (
    <section className={css.card} aria-label={said} data-section={section.key} {...held}>
      <div className={css.head}>
        {grip}
        <Sign size={16} stroke={1.7} aria-hidden />
        <Name section={section} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t`Names and condition of ${said}`}
          onClick={() => openSettings(section.key)}
        >
          <IconAdjustments size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t`Remove ${said}`}
          onClick={() => put(withoutSection(page, section.key))}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </div>
      {section.when && (
        <button type="button" className={css.when} onClick={() => openSettings(section.key)}>
          <IconEyeOff size={14} aria-hidden />
          {t`Only while`} <FilterSentence object={object} filter={section.when} />
        </button>
      )}
      {listed && <Fields section={section} />}
      {section.widget === 'related' && <Lists section={section} />}
      {!listed && section.widget !== 'related' && (
        <p className={css.about}>
          {section.label ? `${words[section.widget]}: ` : ''}
          {about[section.widget]} {empty && t`There is nothing of this here yet.`}
        </p>
      )}
    </section>
  )
}
