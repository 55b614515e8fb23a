import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconDatabaseImport, IconFileAlert } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useLocale, useSay } from '../../language.ts'
import { client } from '../../session.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { Bone, Empty } from '../../ui/states.tsx'
import list from '../list/list.module.css'
import { ListFailed } from '../list/nothing.tsx'
import { showBytes } from '../page/upload.ts'
import { getImport, type Import } from './calls.ts'
import css from './import.module.css'
import { Prepare } from './prepare.tsx'
import { Progress } from './progress.tsx'
import { Result } from './result.tsx'
import { StatePill } from './state-pill.tsx'

const moving = new Set(['waiting', 'running', 'undoing'])

const Broken = ({ given }: { given: Import }) => {
  const say = useSay()
  return (
    <Empty
      icon={IconFileAlert}
      title={<Trans>This file cannot be read</Trans>}
      action={
        <Button component={Link} to="/import">
          <Trans>Try another file</Trans>
        </Button>
      }
    >
      {given.problem && say(given.problem)}
    </Empty>
  )
}

const Step = ({ given, keep }: { given: Import; keep: (next: Import) => void }) => {
  switch (given.state) {
    case 'broken':
      return <Broken given={given} />
    case 'uploaded':
    case 'ready':
      return <Prepare given={given} keep={keep} />
    case 'waiting':
    case 'running':
    case 'paused':
    case 'undoing':
      return <Progress given={given} keep={keep} />
    default:
      return <Result given={given} keep={keep} />
  }
}

/** One import from the file to its end; the server knows at which step it is, so a reload changes nothing. */
export const ImportWizard = () => {
  const { id } = useParams({ strict: false }) as { id: string }
  const locale = useLocale()
  const key = ['import', id]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getImport(id, signal),
    refetchInterval: (query) => (moving.has(query.state.data?.state ?? '') ? 700 : false),
    refetchOnWindowFocus: false,
  })
  useDocumentTitle(data?.file_name ?? '')
  const keep = (next: Import): void => {
    client.setQueryData(key, next)
    void client.invalidateQueries({ queryKey: ['records'] })
  }
  if (error && !data) return <ListFailed error={error} retry={() => void refetch()} />
  return (
    <div className={list.page}>
      <header className={list.header}>
        <span className={list.sign}>
          <IconDatabaseImport size={18} stroke={1.7} aria-hidden />
        </span>
        <h1 className={list.title}>{data?.file_name ?? <Bone width={180} height={16} />}</h1>
        {data && <StatePill state={data.state} />}
        {data && <span className="quiet">{showBytes(data.file_size, locale)}</span>}
      </header>
      <div className={css.scroll}>{data && <Step given={data} keep={keep} />}</div>
    </div>
  )
}
