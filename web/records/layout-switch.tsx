import { useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconCalendar, IconLayoutKanban, IconLayoutSidebar, IconList, IconTimeline } from '@tabler/icons-react'
import css from './layout-switch.module.css'
import { type Layout, layoutsOf } from './layouts.ts'

const signs = {
  list: IconList,
  split: IconLayoutSidebar,
  board: IconLayoutKanban,
  calendar: IconCalendar,
  timeline: IconTimeline,
}

/** Chooses between list, split view, board, calendar and timeline, as far as the object can be shown so. */
export const LayoutSwitch = ({
  object,
  layout,
  onChange,
}: {
  object: ObjectDefinition
  layout: Layout
  onChange: (layout: Layout | undefined) => void
}) => {
  const { t } = useLingui()
  const labels = {
    list: t`List`,
    split: t`Side by side`,
    board: t`Board`,
    calendar: t`Calendar`,
    timeline: t`Timeline`,
  }
  const offered = layoutsOf(object)
  if (offered.length < 2) return null
  return (
    <fieldset className={css.layouts} aria-label={t`Shown as`}>
      {offered.map((name) => {
        const Sign = signs[name]
        return (
          <button
            key={name}
            type="button"
            className={css.layout}
            aria-pressed={layout === name}
            aria-label={labels[name]}
            title={labels[name]}
            onClick={() => onChange(name === 'list' ? undefined : name)}
          >
            <Sign size={15} stroke={1.7} aria-hidden />
            <span>{labels[name]}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
