import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import type { Address } from '@rapport/vocabulary/define/kinds/address.ts'
import { IconPlus } from '@tabler/icons-react'
import css from './fields.module.css'
import type { EditProps } from './screen.ts'

type Addresses = readonly Address[]

export const AddressesEdit = ({ id, value, onChange, invalid, describedBy, autoFocus }: EditProps<Addresses>) => {
  const { t } = useLingui()
  const parts = [
    { name: 'street', label: t`Street`, size: 'full' },
    { name: 'postcode', label: t`Postcode`, size: '' },
    { name: 'city', label: t`City`, size: '' },
    { name: 'region', label: t`Region`, size: 'third' },
    { name: 'country', label: t`Country code`, size: 'third' },
    { name: 'label', label: t`Label`, size: 'third' },
    { name: 'lat', label: t`Latitude`, size: '' },
    { name: 'lng', label: t`Longitude`, size: '' },
  ] as const
  const shown: Addresses = value === null || value.length === 0 ? [{ value: '' }] : value
  const put = (index: number, part: string, text: string): void =>
    onChange(shown.map((one, at) => (at === index ? { ...one, [part]: text } : one)))
  const clear = (index: number): void => {
    const left = shown.filter((_, at) => at !== index)
    onChange(left.length === 0 ? null : left)
  }
  return (
    <div className={css.stack}>
      {shown.map((address, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <div key={index} className={css.address}>
          {parts.map(({ name, label, size }) => (
            <TextInput
              key={name}
              id={index === 0 && name === 'street' ? id : undefined}
              aria-label={label}
              aria-describedby={describedBy}
              placeholder={label}
              error={invalid && name === 'street'}
              className={size === '' ? undefined : css[size]}
              value={address[name] ?? ''}
              autoFocus={autoFocus && index === 0 && name === 'street'}
              onChange={(event) => put(index, name, event.currentTarget.value)}
            />
          ))}
          {value !== null && value.length > 0 && (
            <Button className={css.full} variant="subtle" color="gray" size="compact-xs" onClick={() => clear(index)}>
              <Trans>Remove this address</Trans>
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...shown, { value: '' }])}
        >
          <Trans>Add another</Trans>
        </Button>
      </div>
    </div>
  )
}
