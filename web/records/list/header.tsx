import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconDatabaseImport, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useLocale, useSay } from '../../language.ts'
import { useMe } from '../../session.ts'
import { iconNamed } from '../../ui/icons.ts'
import { may } from '../access.ts'
import css from './list.module.css'
import { ListMenu } from './menu.tsx'
import type { ListState } from './state.ts'

const Count = ({ value, exact }: { value: number; exact: boolean }) => {
  const locale = useLocale()
  const { t } = useLingui()
  return (
    <span
      className={css.count}
      title={exact ? undefined : t`An estimate: counting all of them exactly would take longer than it is worth.`}
    >
      {exact ? '' : '≈ '}
      {value.toLocaleString(locale)}
    </span>
  )
}

export const ListHeader = ({
  object,
  state,
  total,
}: {
  object: ObjectDefinition
  state: ListState
  total: { value: number; exact: boolean } | undefined
}) => {
  const say = useSay()
  const { abilities } = useMe()
  const Sign = iconNamed(object.icon)
  return (
    <header className={css.header}>
      <span className={css.sign}>
        <Sign size={18} stroke={1.7} aria-hidden />
      </span>
      <h1 className={css.title}>{say(object.labels)}</h1>
      {total && <Count {...total} />}
      <span className={css.space} />
      {abilities.includes('imports') && !object.hidden && (
        <Button
          component={Link}
          to="/import"
          search={{ object: object.name } as never}
          variant="default"
          visibleFrom="sm"
          leftSection={<IconDatabaseImport size={16} stroke={1.7} />}
        >
          <Trans>Import</Trans>
        </Button>
      )}
      <ListMenu object={object} state={state} />
      {may(object, 'create') && (
        <Button component={Link} to={`/${object.plural}/new`} leftSection={<IconPlus size={16} />}>
          <Trans>New</Trans>
        </Button>
      )}
    </header>
  )
}
