import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import type { Contact } from '@rapport/vocabulary/define/kinds/contact.ts'
import { IconDots, IconPlus } from '@tabler/icons-react'
import css from './fields.module.css'
import type { EditProps } from './screen.ts'

type Contacts = readonly Contact[]

const Flags = ({
  contact,
  onChange,
  onRemove,
}: {
  contact: Contact
  onChange: (contact: Contact) => void
  onRemove: () => void
}) => {
  const { t } = useLingui()
  const flags = [
    { name: 'opted_out', label: t`Opted out` },
    { name: 'invalid', label: t`Invalid` },
    { name: 'confirmed', label: t`Confirmed` },
  ] as const
  return (
    <Menu withinPortal={false} position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={t`More about ${contact.value}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {flags.map(({ name, label }) => (
          <Menu.Item
            key={name}
            closeMenuOnClick={false}
            rightSection={contact[name] ? '✓' : undefined}
            onClick={() => onChange({ ...contact, [name]: !contact[name] })}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" onClick={onRemove}>
          <Trans>Remove</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export const ContactsEdit = ({
  id,
  value,
  onChange,
  invalid,
  describedBy,
  autoFocus,
  placeholder,
}: EditProps<Contacts> & { placeholder: string }) => {
  const { t } = useLingui()
  const shown: Contacts = value === null || value.length === 0 ? [{ value: '' }] : value
  const put = (index: number, contact: Contact): void =>
    onChange(shown.map((one, at) => (at === index ? contact : one)))
  const drop = (index: number): void => {
    const left = shown.filter((_, at) => at !== index)
    onChange(left.length === 0 ? null : left)
  }
  return (
    <div className={css.stack}>
      {shown.map((contact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <div key={index} className={css.entry}>
          <TextInput
            id={index === 0 ? id : undefined}
            aria-label={index === 0 ? undefined : t`Entry ${index + 1}`}
            value={contact.value}
            placeholder={placeholder}
            error={invalid}
            aria-describedby={describedBy}
            autoFocus={autoFocus && index === 0}
            onChange={(event) => put(index, { ...contact, value: event.currentTarget.value })}
          />
          <TextInput
            value={contact.label ?? ''}
            placeholder={t`work`}
            aria-label={t`Label`}
            onChange={(event) => put(index, { ...contact, label: event.currentTarget.value })}
          />
          <Flags contact={contact} onChange={(next) => put(index, next)} onRemove={() => drop(index)} />
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
