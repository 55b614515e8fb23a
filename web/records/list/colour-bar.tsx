import { Trans, useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPalette, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocale, useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { later } from '../../ui/later.tsx'
import bar from '../filter/bar.module.css'
import { FilterSentence } from '../filter/sentence.tsx'
import { ownCondition } from './colouring.ts'
import css from './colours.module.css'
import type { ColourRule } from './colours.ts'

const ColourPanel = later(() => import('./colour-panel.tsx').then((module) => module.ColourPanel), 0)

interface Given {
  readonly object: ObjectDefinition
  readonly rules: readonly ColourRule[]
  readonly onChange: (rules: readonly ColourRule[] | undefined) => void
}

/** What a colour means: its tint, its condition in words, and the column where it is only that. */
const Meaning = ({ object, rule }: { object: ObjectDefinition; rule: ColourRule }) => {
  const say = useSay()
  const locale = useLocale()
  const known = ownCondition(rule.when, object, useVocabulary())
  return (
    <>
      <span className={css.dot} aria-hidden />
      {rule.cell && (
        <span>
          {say(object.fields[rule.cell]!.label)}
          {locale === 'zh' ? '：' : ':'}
        </span>
      )}
      {known ? (
        <FilterSentence object={object} filter={rule.when} />
      ) : (
        <Trans>only conditions on the record itself can colour it</Trans>
      )}
    </>
  )
}

/** The legend of the colours of a list, and the way to change them. */
export const ColourBar = ({ object, rules, onChange }: Given) => {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const put = (next: readonly ColourRule[]): void => onChange(next.length > 0 ? next : undefined)
  return (
    <>
      {rules.map((rule, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
          key={at}
          className={`${bar.chip} ${css.meaning}`}
          style={
            { '--tint': `var(--${rule.colour}-bg)`, '--tint-ink': `var(--${rule.colour}-ink)` } as React.CSSProperties
          }
        >
          <button type="button" className={bar.said} onClick={() => setOpen(true)}>
            <Meaning object={object} rule={rule} />
          </button>
          <button
            type="button"
            className={bar.remove}
            aria-label={t`Remove this colour`}
            onClick={() => put(rules.toSpliced(at, 1))}
          >
            <IconX size={13} aria-hidden />
          </button>
        </span>
      ))}
      <button type="button" className={bar.add} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconPalette size={15} stroke={1.7} aria-hidden />
        <Trans>Colours</Trans>
      </button>
      {open && <ColourPanel object={object} rules={rules} onChange={put} close={() => setOpen(false)} />}
    </>
  )
}
