import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconDots } from '@tabler/icons-react'
import { apiPath } from '../../api.ts'
import menu from '../../ui/menu.module.css'
import { Pop } from '../../ui/pop.tsx'
import { may } from '../access.ts'
import type { ListState } from './state.ts'

type Shown = Pick<ListState, 'filter' | 'sort' | 'columns'>

/** The address of a file of exactly what the list shows. */
export const exportPath = (object: ObjectDefinition, { filter, sort, columns }: Shown, format: string): string =>
  apiPath(`/${object.plural}/export`, {
    filter: filter && JSON.stringify(filter),
    sort,
    fields: columns.join(','),
    format,
  })

/** What can be done with the list as a whole. The browser itself saves the file as it comes, however long it is. */
export const ListMenu = ({ object, state }: { object: ObjectDefinition; state: ListState }) => {
  const { t } = useLingui()
  if (!may(object, 'export')) return null
  const formats = [
    { name: 'csv', label: t`CSV` },
    { name: 'xlsx', label: t`Excel` },
    { name: 'jsonl', label: t`JSON lines` },
  ]
  return (
    <Pop
      align="end"
      button={(press, open) => (
        <ActionIcon variant="default" size={34} aria-label={t`More`} aria-expanded={open} onClick={press}>
          <IconDots size={17} />
        </ActionIcon>
      )}
    >
      {(close) => (
        <div className={menu.menu}>
          <p className={menu.about}>
            <Trans>Export what is shown, as</Trans>
          </p>
          {formats.map(({ name, label }) => (
            <a key={name} href={exportPath(object, state, name)} download onClick={close}>
              {label}
            </a>
          ))}
        </div>
      )}
    </Pop>
  )
}
