import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button } from '@mantine/core'
import type { PageSection, PageTab, Widget } from '@rapport/vocabulary/define/page-layout.ts'
import { widgets } from '@rapport/vocabulary/define/page-layout.ts'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useLocale, useSay } from '../../../language.ts'
import { useVocabulary } from '../../../session.ts'
import menu from '../../../ui/menu.module.css'
import { Pop } from '../../../ui/pop.tsx'
import { hasSubject } from '../standing.ts'
import { useSectionName, useWidgetWords } from '../widget-words.ts'
import { tabGrip, useArranging } from './arranging.ts'
import { useMovable, useTaking } from './dragging.tsx'
import css from './edit.module.css'
import { freshKey, type Home, sectionsIn, withSection, withTabMoved } from './moves.ts'
import { SectionCard } from './section-card.tsx'
import { widgetSigns } from './signs.ts'

const fresh = (widget: Widget, key: string): PageSection =>
  widget === 'fields' || widget === 'numbers' ? { key, widget, fields: [] } : { key, widget }

const AddSection = ({ home, about }: { home: Home; about: string }) => {
  const { t } = useLingui()
  const words = useWidgetWords()
  const vocabulary = useVocabulary()
  const { object, page, put } = useArranging()
  const able = widgets.filter(
    (widget) =>
      widget === 'fields' || widget === 'numbers' || hasSubject(vocabulary, { object, page }, { key: '', widget }),
  )
  const add = (widget: Widget): void =>
    put(withSection(page, fresh(widget, freshKey(page, widget)), { home, at: sectionsIn(page, home).length }))
  return (
    <Pop
      button={(press, open) => (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} />}
          aria-expanded={open}
          aria-label={t`Add a section: ${about}`}
          onClick={press}
        >
          <Trans>Add a section</Trans>
        </Button>
      )}
    >
      {(close) => (
        <div className={menu.menu}>
          {able.map((widget) => {
            const Sign = widgetSigns[widget]
            return (
              <button
                key={widget}
                type="button"
                onClick={() => {
                  close()
                  add(widget)
                }}
              >
                <Sign size={16} stroke={1.7} aria-hidden />
                {words[widget]}
              </button>
            )
          })}
        </div>
      )}
    </Pop>
  )
}

/** A place of the page with its sections, and room for more. */
export const Zone = ({ home, about }: { home: Home; about: string }) => {
  const { page } = useArranging()
  const taking = useTaking({ is: 'home', home })
  return (
    <section className={css.zone} aria-label={about} {...taking}>
      {sectionsIn(page, home).map((section) => (
        <SectionCard key={section.key} section={section} />
      ))}
      <AddSection home={home} about={about} />
    </section>
  )
}

const useTabName = (): ((tab: PageTab) => string) => {
  const { t } = useLingui()
  const say = useSay()
  const name = useSectionName()
  return (tab) => (tab.label ? say(tab.label) : tab.sections[0] ? name(tab.sections[0]) : t`New tab`)
}

const Tab = ({ tab, at }: { tab: PageTab; at: number }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { page, put, moved } = useArranging()
  const said = useTabName()(tab)
  const { held, grip } = useMovable(
    { is: 'tab', key: tab.key },
    tabGrip(tab.key),
    t`Move the tab ${said}: drag it, or press the arrow keys`,
    (by) => moved(withTabMoved(page, tab.key, at + by), tabGrip(tab.key), said),
  )
  const rename = (typed: string): void => {
    const text = typed.trim()
    if (text === said) return
    const { label, ...plain } = tab
    const apart = label && label.en !== label.zh ? label : { en: text, zh: text }
    const next = text === '' ? plain : { ...plain, label: { ...apart, [locale]: text } }
    put({ ...page, tabs: page.tabs.toSpliced(at, 1, next) })
  }
  return (
    <section className={css.tab} aria-label={t`Tab ${said}`} {...held}>
      <div className={css.head}>
        {grip}
        <span className={css.tabWord}>
          <Trans>Tab</Trans>
        </span>
        <input
          key={said}
          className={css.name}
          aria-label={t`Name of the tab`}
          defaultValue={said}
          maxLength={80}
          onBlur={(event) => rename(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
          }}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t`Remove the tab ${said}`}
          onClick={() => put({ ...page, tabs: page.tabs.toSpliced(at, 1) })}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </div>
      <Zone home={`tab:${tab.key}`} about={t`Inside the tab ${said}`} />
    </section>
  )
}

export const TabZones = () => {
  const { page, put } = useArranging()
  return (
    <div className={css.tabs}>
      {page.tabs.map((tab, at) => (
        <Tab key={tab.key} tab={tab} at={at} />
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconPlus size={14} />}
        onClick={() => put({ ...page, tabs: [...page.tabs, { key: freshKey(page, 'tab'), sections: [] }] })}
      >
        <Trans>Add a tab</Trans>
      </Button>
    </div>
  )
}
