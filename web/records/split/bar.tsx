import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import { IconArrowsMaximize, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useLocale } from '../../language.ts'
import { go } from '../../router.tsx'
import css from './split.module.css'

interface Given {
  /** Where the record stands in the list, counted from 0; -1 while that is not known. */
  readonly at: number
  readonly total: number | undefined
  readonly title: string
  readonly href: string
  readonly step: (by: -1 | 1) => void
  readonly able: (by: -1 | 1) => boolean
  readonly close: () => void
}

/** Where one is in the list, and the ways on. */
export const SplitBar = ({ at, total, title, href, step, able, close }: Given) => {
  const { t } = useLingui()
  const locale = useLocale()
  const place = (at + 1).toLocaleString(locale)
  const all = total?.toLocaleString(locale) ?? ''
  const button = (by: -1 | 1, label: string, Sign: typeof IconChevronUp) => (
    <ActionIcon
      variant="default"
      size={28}
      aria-label={label}
      title={label}
      disabled={!able(by)}
      onClick={() => step(by)}
    >
      <Sign size={16} aria-hidden />
    </ActionIcon>
  )
  return (
    <div className={css.bar}>
      {button(-1, t`Previous record (K)`, IconChevronUp)}
      {button(1, t`Next record (J)`, IconChevronDown)}
      <span className={css.place} role="status">
        <span className="visually-hidden">{title} </span>
        {at >= 0 &&
          (total === undefined ? (
            place
          ) : (
            <Trans>
              {place} of {all}
            </Trans>
          ))}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t`Open the whole page`}
        title={t`Open the whole page`}
        onClick={() => go(href)}
      >
        <IconArrowsMaximize size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t`Back to the list (Esc)`}
        title={t`Back to the list (Esc)`}
        onClick={close}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}
