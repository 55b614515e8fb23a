import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, SegmentedControl } from '@mantine/core'
import type { EditProps, FilterProps } from './screen.ts'

export const BooleanEdit = ({ id, value, onChange, describedBy, autoFocus }: EditProps<boolean>) => (
  <Checkbox
    id={id}
    checked={value ?? false}
    onChange={(event) => onChange(event.currentTarget.checked)}
    aria-describedby={describedBy}
    autoFocus={autoFocus}
    label={value ? <Trans>Yes</Trans> : <Trans>No</Trans>}
  />
)

export const BooleanFilter = ({ value, onChange }: FilterProps) => {
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
