import { Trans } from '@lingui/react/macro'
import type { Contact } from '@rapport/vocabulary/define/kinds/contact.ts'
import { later } from '../ui/later.tsx'
import { Pill } from '../ui/pill.tsx'
import css from './fields.module.css'
import { LineFilter } from './line.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

type Contacts = readonly Contact[]

const One = ({ contact, scheme, roomy }: { contact: Contact; scheme: string; roomy: boolean }) => (
  <span className={css.row}>
    <a
      className={`${css.line} ${contact.invalid ? css.struck : ''}`}
      href={`${scheme}:${contact.value}`}
      onClick={(event) => event.stopPropagation()}
    >
      {contact.value}
    </a>
    {roomy && contact.label && <span className={css.minor}>{contact.label}</span>}
    {roomy && contact.opted_out && (
      <Pill colour="orange" plain>
        <Trans>opted out</Trans>
      </Pill>
    )}
    {roomy && contact.invalid && (
      <Pill colour="red" plain>
        <Trans>invalid</Trans>
      </Pill>
    )}
  </span>
)

const show =
  (scheme: string) =>
  ({ value, roomy }: ShowProps<Contacts>) => {
    if (value.length === 0) return null
    if (roomy)
      return (
        <span className={css.stack}>
          {value.map((contact) => (
            <One key={contact.value} contact={contact} scheme={scheme} roomy />
          ))}
        </span>
      )
    return (
      <span className={css.row}>
        <One contact={value[0]!} scheme={scheme} roomy={false} />
        {value.length > 1 && <span className={css.more}>+{value.length - 1}</span>}
      </span>
    )
  }

const ContactsEdit = later(() => import('./contacts-edit.tsx').then((module) => module.ContactsEdit))

/** E-mail addresses and phones: several, each with its label and flags; the first leads. */
export const contactScreen = (scheme: string, placeholder: string, width: number): FieldScreen<Contacts> => ({
  Show: show(scheme),
  Edit: (props) => <ContactsEdit {...props} placeholder={placeholder} />,
  Filter: LineFilter,
  width,
})
