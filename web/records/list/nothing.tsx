import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconFilterOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Unreachable } from '../../api.ts'
import { useSay } from '../../language.ts'
import { useMe } from '../../session.ts'
import { iconNamed } from '../../ui/icons.ts'
import { Empty, Failed } from '../../ui/states.tsx'
import { may } from '../access.ts'

const NothingFits = ({ object }: { object: ObjectDefinition }) => (
  <Empty
    icon={IconFilterOff}
    title={<Trans>Nothing fits these filters</Trans>}
    action={
      <Button component={Link} to={`/${object.plural}`} search={{} as never} variant="default">
        <Trans>Show all</Trans>
      </Button>
    }
  >
    <Trans>Take a filter away, or look among all of them.</Trans>
  </Empty>
)

export const ListEmpty = ({ object, filtered }: { object: ObjectDefinition; filtered: boolean }) => {
  const say = useSay()
  const { abilities } = useMe()
  if (filtered) return <NothingFits object={object} />
  const [one, many] = [say(object.label), say(object.labels)]
  return (
    <Empty
      icon={iconNamed(object.icon)}
      title={<Trans>No {many} yet</Trans>}
      action={
        <>
          {may(object, 'create') && (
            <Button component={Link} to={`/${object.plural}/new`}>
              <Trans>New {one}</Trans>
            </Button>
          )}
          {abilities.includes('imports') && (
            <Button component={Link} to="/import" search={{ object: object.name } as never} variant="default">
              <Trans>Import from a file</Trans>
            </Button>
          )}
        </>
      }
    >
      {object.help ? say(object.help) : <Trans>Create the first one here, or bring yours from a file.</Trans>}
    </Empty>
  )
}

export const ListFailed = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <Failed
    title={
      error instanceof Unreachable ? (
        <Trans>The server does not answer</Trans>
      ) : (
        <Trans>This list could not be loaded</Trans>
      )
    }
    action={
      <Button onClick={retry}>
        <Trans>Try again</Trans>
      </Button>
    }
  >
    {error instanceof Unreachable ? (
      <Trans>Check the connection; nothing you entered is lost.</Trans>
    ) : error instanceof Error ? (
      error.message
    ) : null}
  </Failed>
)
