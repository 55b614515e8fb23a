import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { doVerb, listRecords } from '../api.ts'
import { showMoment } from '../fields/time.ts'
import { learnTitles } from '../fields/titles.ts'
import { useLocale, useSay } from '../language.ts'
import { useVocabulary } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useDocumentTitle } from '../ui/document-title.ts'
import { iconNamed } from '../ui/icons.ts'
import { Bone, Empty } from '../ui/states.tsx'
import table from '../ui/table.module.css'
import { tell, warn } from '../ui/toast.tsx'
import { may } from './access.ts'
import list from './list/list.module.css'
import { noteChange } from './live.ts'
import dialog from './page/dialog.module.css'
import tabs from './page/tabs.module.css'
import { useRestore } from './page/use-remove.ts'
import { sayProblem } from './problem.ts'
import { titleOf } from './value.tsx'

const most = 100

const Row = ({ object, row, destroy }: { object: ObjectDefinition; row: AnyRow; destroy: () => void }) => {
  const locale = useLocale()
  const restore = useRestore(object)
  return (
    <tr>
      <td>
        <Link to={`/${object.plural}/${row.id}`}>{titleOf(object, row) || '—'}</Link>
      </td>
      <td className="quiet">{showMoment(String(row.deleted_at), locale, true)}</td>
      <td className={table.end}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          onClick={() => restore(row.id)}
        >
          <Trans>Restore</Trans>
        </Button>{' '}
        {may(object, 'delete') && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={destroy}>
            <Trans>Delete for good</Trans>
          </Button>
        )}
      </td>
    </tr>
  )
}

const Destroy = ({ object, row, close }: { object: ObjectDefinition; row: AnyRow; close: () => void }) => {
  const { t } = useLingui()
  const title = titleOf(object, row)
  const run = async (): Promise<void> => {
    await doVerb(object.plural, row.id, 'destroy')
      .then(() => tell(t`Deleted for good.`))
      .catch((error: unknown) => warn(sayProblem(error)))
    noteChange(object.name, row.id)
    close()
  }
  return (
    <Dialog close={close} title={t`Delete “${title}” for good?`}>
      <p>
        <Trans>This cannot be undone. Its history goes with it.</Trans>
      </p>
      <div className={dialog.choose}>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button color="red" onClick={run}>
          <Trans>Delete for good</Trans>
        </Button>
      </div>
    </Dialog>
  )
}

const Thrown = ({ object }: { object: ObjectDefinition }) => {
  const say = useSay()
  const [destroying, setDestroying] = useState<AnyRow>()
  const { data } = useQuery({
    queryKey: ['records', object.name, 'trash'],
    queryFn: async ({ signal }) => {
      const reply = await listRecords(
        object.plural,
        { trash: true, limit: most, fields: [object.title, 'deleted_at', 'version'] },
        signal,
      )
      learnTitles(reply.included)
      return reply
    },
  })
  if (data === undefined) return <Bone width="40%" />
  if (data.data.length === 0)
    return (
      <Empty icon={IconTrash} title={<Trans>Nothing of this kind in the trash</Trans>}>
        <Trans>What is deleted stands here until it is restored or deleted for good.</Trans>
      </Empty>
    )
  return (
    <>
      <div className={table.tableScroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>{say(object.fields[object.title]!.label)}</th>
              <th>
                <Trans>Deleted</Trans>
              </th>
              <th />
            </tr>
          </thead>
          <tbody>
            {data.data.map((row) => (
              <Row key={row.id} object={object} row={row} destroy={() => setDestroying(row)} />
            ))}
          </tbody>
        </table>
      </div>
      {data.next && (
        <p className="quiet">
          <Trans>The first {most} are shown.</Trans>
        </p>
      )}
      {destroying && <Destroy object={object} row={destroying} close={() => setDestroying(undefined)} />}
    </>
  )
}

/** What was deleted, by object, and the way back. */
export const Trash = () => {
  const { t } = useLingui()
  const say = useSay()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { object?: string }
  const objects = useVocabulary().objects.filter((object) => !object.hidden && !object.partOf)
  const object =
    objects.find((one) => one.name === search.object) ?? objects.find((one) => one.name === 'customer') ?? objects[0]!
  const Sign = iconNamed('trash')
  useDocumentTitle(t`Trash`)
  return (
    <div className={list.page}>
      <header className={list.header}>
        <span className={list.sign}>
          <Sign size={18} stroke={1.7} aria-hidden />
        </span>
        <h1 className={list.title}>
          <Trans>Trash</Trans>
        </h1>
        <span className={list.space} />
        <NativeSelect
          aria-label={t`Kind of record`}
          value={object.name}
          data={objects.map((one) => ({ value: one.name, label: say(one.labels) }))}
          onChange={(event) => navigate({ to: '/trash', search: { object: event.currentTarget.value } as never })}
        />
      </header>
      <div className={tabs.panel} style={{ overflowY: 'auto' }}>
        <Thrown key={object.name} object={object} />
      </div>
    </div>
  )
}
