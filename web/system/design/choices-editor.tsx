import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, NativeSelect } from '@mantine/core'
import { type Choice, colours } from '@rapport/vocabulary/define/field.ts'
import { IconArrowDown, IconArrowUp, IconEye, IconEyeOff, IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocale } from '../../language.ts'
import { SortByDrag, useSorted } from '../../ui/sort-by-drag.tsx'
import css from './design.module.css'
import { Swatch } from './swatch.tsx'

/** A choice while it is being edited. `gone` ones wait for what records get instead. */
export interface DraftChoice extends Choice {
  readonly value: string
  readonly fresh?: boolean
  readonly gone?: boolean
  readonly instead?: string
}

interface Given {
  readonly choices: readonly DraftChoice[]
  readonly uses: Readonly<Record<string, number>>
  /** Choices that Rapport relies on stay. */
  readonly fixed: ReadonlySet<string>
  readonly onChange: (choices: readonly DraftChoice[]) => void
}

const freshValue = (choices: readonly DraftChoice[]): string => {
  let count = choices.length + 1
  while (choices.some((one) => one.value === `choice_${count}`)) count++
  return `choice_${count}`
}

const ChoiceRow = ({ one, at, children }: { one: DraftChoice; at: number; children: ReactNode }) => {
  const { row, grip } = useSorted(one.value, at)
  return (
    <div data-choice className={css.choice} data-off={one.retired || one.gone || undefined} {...row}>
      {grip}
      {children}
    </div>
  )
}

/** The choices of a field: words in both languages, colours, order; used ones leave only with a successor. */
export const ChoicesEditor = ({ choices, uses, fixed, onChange }: Given) => {
  const { t } = useLingui()
  const locale = useLocale()
  const put = (at: number, change: Partial<DraftChoice>): void =>
    onChange(choices.map((one, index) => (index === at ? { ...one, ...change } : one)))
  const move = (from: number, to: number): void =>
    onChange(choices.filter((_, at) => at !== from).toSpliced(to, 0, choices[from]!))
  const add = (): void => {
    const colour = colours[(choices.length * 3 + 6) % colours.length]!
    onChange([...choices, { value: freshValue(choices), label: { en: '', zh: '' }, colour, fresh: true }])
  }
  const drop = (at: number): void => {
    const one = choices[at]!
    if (!one.fresh && (uses[one.value] ?? 0) > 0) put(at, { gone: true })
    else onChange(choices.filter((_, index) => index !== at))
  }
  const successors = choices.filter((one) => !one.gone)
  return (
    <fieldset className={css.choices}>
      <legend>
        <Trans>Choices</Trans>
      </legend>
      <SortByDrag move={move}>
        <div className={css.choiceList}>
          {choices.map((one, at) => (
            <ChoiceRow key={one.value} one={one} at={at}>
              {one.gone ? (
                <>
                  <span className={css.goneWord}>
                    <s>{one.label[locale]}</s> <Trans>{uses[one.value]} records have it. They get</Trans>
                  </span>
                  <NativeSelect
                    size="xs"
                    aria-label={t`They get instead`}
                    value={one.instead ?? ''}
                    onChange={(event) => put(at, { instead: event.currentTarget.value })}
                    data={[
                      { value: '', label: t`no value` },
                      ...successors.map((next) => ({ value: next.value, label: next.label[locale] || next.label.en })),
                    ]}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t`Keep it after all`}
                    onClick={() => put(at, { gone: false })}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                </>
              ) : (
                <>
                  <Swatch colour={one.colour ?? 'gray'} onPick={(colour) => put(at, { colour })} />
                  <input
                    aria-label={t`Choice in English`}
                    // biome-ignore lint/a11y/noAutofocus: whoever adds a choice goes on to name it
                    autoFocus={one.fresh === true}
                    value={one.label.en}
                    placeholder={t`in English`}
                    onChange={(event) => put(at, { label: { ...one.label, en: event.currentTarget.value } })}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                      event.preventDefault()
                      add()
                    }}
                  />
                  <input
                    aria-label={t`Choice in Chinese`}
                    value={one.label.zh}
                    placeholder={t`in Chinese`}
                    onChange={(event) => put(at, { label: { ...one.label, zh: event.currentTarget.value } })}
                  />
                  <span className={css.moves}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={26}
                      aria-label={t`Further up`}
                      disabled={at === 0}
                      onClick={() => move(at, at - 1)}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={26}
                      aria-label={t`Further down`}
                      disabled={at === choices.length - 1}
                      onClick={() => move(at, at + 1)}
                    >
                      <IconArrowDown size={14} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={26}
                      aria-label={one.retired ? t`Offer it again` : t`No longer offer it`}
                      title={one.retired ? t`Offer it again` : t`No longer offer it`}
                      onClick={() => put(at, { retired: !one.retired })}
                    >
                      {one.retired ? <IconEyeOff size={14} /> : <IconEye size={14} />}
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={26}
                      aria-label={t`Remove this choice`}
                      disabled={fixed.has(one.value)}
                      onClick={() => drop(at)}
                    >
                      <IconX size={14} />
                    </ActionIcon>
                  </span>
                </>
              )}
            </ChoiceRow>
          ))}
        </div>
      </SortByDrag>
      <button type="button" className={css.add} onClick={add}>
        <IconPlus size={14} aria-hidden />
        <Trans>Add a choice</Trans>
      </button>
    </fieldset>
  )
}
