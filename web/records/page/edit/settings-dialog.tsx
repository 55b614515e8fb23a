import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { PageSection } from '@rapport/vocabulary/define/page-layout.ts'
import { type FormEvent, useState } from 'react'
import { FilterBar } from '../../filter/bar.tsx'
import dialog from '../dialog.module.css'
import { useSectionName } from '../widget-words.ts'
import { useArranging } from './arranging.ts'
import css from './edit.module.css'
import { withChanged } from './moves.ts'

const conditionsOf = (when: Filter | undefined): readonly Filter[] =>
  when === undefined ? [] : 'all' in when ? when.all : [when]

/** The names of a section in both languages, and while what of the record it is shown. */
export const SectionSettings = ({ section, close }: { section: PageSection; close: () => void }) => {
  const { t } = useLingui()
  const { object, page, put } = useArranging()
  const own = useSectionName()({ ...section, label: undefined as never })
  const [en, setEn] = useState(section.label?.en ?? '')
  const [zh, setZh] = useState(section.label?.zh ?? '')
  const [when, setWhen] = useState(section.when)
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const { label: _label, when: _when, ...plain } = section
    const named = en.trim() || zh.trim()
    put(
      withChanged(page, {
        ...plain,
        ...(named !== '' && { label: { en: en.trim() || named, zh: zh.trim() || named } }),
        ...(when && { when }),
      }),
    )
    close()
  }
  return (
    <form className={dialog.dialog} onSubmit={save}>
      <div className={css.two}>
        <TextInput
          data-autofocus
          label={t`Name (English)`}
          placeholder={own}
          maxLength={80}
          value={en}
          onChange={(event) => setEn(event.currentTarget.value)}
        />
        <TextInput
          label={t`Name (Chinese)`}
          placeholder={own}
          maxLength={80}
          value={zh}
          onChange={(event) => setZh(event.currentTarget.value)}
        />
      </div>
      <div>
        <span className={css.label}>
          <Trans>Shown while</Trans>
        </span>
        <FilterBar object={object} filter={when} conditions={conditionsOf(when)} onChange={setWhen} />
        <p className={css.about}>
          {when ? (
            <Trans>Whoever may not see a field of the condition does not see the section.</Trans>
          ) : (
            <Trans>Always. Add a filter to show it for some records only.</Trans>
          )}
        </p>
      </div>
      <div className={dialog.choose}>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit">
          <Trans>Done</Trans>
        </Button>
      </div>
    </form>
  )
}
