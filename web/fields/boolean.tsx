import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, SegmentedControl } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import css from './fields.module.css'
import type { EditProps, FieldScreen, FilterProps, ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<boolean>) =>
  value ? (
    <span className={css.row}>
      <IconCheck size={15} aria-hidden />
      <Trans>Yes</Trans>
    </span>
  ) : (
    <span className={css.minor}>
      <Trans>No</Trans>
    </span>
  )

const Edit = ({ id, value, onChange, describedBy, autoFocus }: EditProps<boolean>) => (
  <Checkbox
    id={id}
    checked={value ?? false}
    onChange={(event) => onChange(event.currentTarget.checked)}
    aria-describedby={describedBy}
    autoFocus={autoFocus}
    label={value ? <Trans>Yes</Trans> : <Trans>No</Trans>}
  />
)

const Filter = ({ value, onChange }: FilterProps) => {
  const { t } = useLingui()
  return (
    <SegmentedControl
      fullWidth
      value={value === true ? 'yes' : value === false ? 'no' : ''}
      onChange={(one) => onChange(one === 'yes')}
      data={[
        { value: 'yes', label: t`Yes` },
        { value: 'no', label: t`No` },
      ]}
    />
  )
}

export const boolean: FieldScreen<boolean> = { Show, Edit, Filter, width: 90, picks: true }
