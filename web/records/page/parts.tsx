import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Backlink } from '@rapport/vocabulary/define/vocabulary.ts'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createRecord, listRecords, removeRecord, updateRecord, type Values } from '../../api.ts'
import { screenOf } from '../../fields/index.ts'
import { learnTitles } from '../../fields/titles.ts'
import { useLocale, useSay } from '../../language.ts'
import css from '../../ui/table.module.css'
import { warn } from '../../ui/toast.tsx'
import { isWritable, may } from '../access.ts'
import { linksAmong } from '../list/use-blocks.ts'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { isEmpty, Value } from '../value.tsx'
import { EditSpot } from './edit-spot.tsx'
import { NewPart } from './new-part.tsx'
import related from './related.module.css'
import tabs from './tabs.module.css'

interface Given {
  readonly whole: ObjectDefinition
  readonly row: AnyRow
  readonly part: Backlink
}

const mostParts = 200

export const partKey = (part: Backlink, id: string) => ['records', part.object.name, 'parts', part.name, id]

const useParts = ({ row, part }: Given) =>
  useQuery({
    queryKey: partKey(part, row.id),
    queryFn: async ({ signal }) => {
      const { object, name } = part
      const reply = await listRecords(
        object.plural,
        {
          filter: { field: name, op: 'eq', value: row.id },
          limit: mostParts,
          expand: linksAmong(object, Object.keys(object.fields)),
          trash: Boolean(row.deleted_at),
        },
        signal,
      )
      learnTitles(reply.included)
      return reply
    },
  })

const Cell = ({
  object,
  row,
  name,
  save,
}: {
  object: ObjectDefinition
  row: AnyRow
  name: string
  save: (values: Values) => Promise<void>
}) => {
  const { t } = useLingui()
  const say = useSay()
  const [draft, setDraft] = useState<{ value: unknown }>()
  const field = object.fields[name]!
  const { Edit, picks } = screenOf(field)
  const finish = (value: unknown): void => {
    setDraft(undefined)
    if (JSON.stringify(value ?? null) !== JSON.stringify(row[name] ?? null)) void save({ [name]: value })
  }
  if (draft)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens in the input inside
      <div
        className={related.partEdit}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && !picks && finish(draft.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !picks) finish(draft.value)
          if (event.key === 'Escape') setDraft(undefined)
        }}
      >
        <Edit
          id={`part-${row.id}-${name}`}
          field={field}
          value={draft.value}
          row={row}
          autoFocus
          onChange={(value) => (picks ? finish(value) : setDraft({ value }))}
        />
      </div>
    )
  const shown = isEmpty(row[name]) ? <span className="quiet">—</span> : <Value object={object} row={row} name={name} />
  if (!isWritable(field)) return shown
  return (
    <EditSpot label={t`Edit ${say(field.label)}`} edit={() => setDraft({ value: row[name] ?? null })}>
      {shown}
    </EditSpot>
  )
}

/** Parts of the record, such as the lines of an order, as a table that is edited in place. */
export const Parts = (given: Given) => {
  const { whole, row, part } = given
  const { t } = useLingui()
  const say = useSay()
  const locale = useLocale()
  const { object, name: link } = part
  const { data } = useParts(given)
  const [adding, setAdding] = useState(false)
  const columns = object.list.columns.filter((name) => name !== link)
  const writable = may(whole, 'update') && !row.deleted_at
  const after = (): void => {
    noteChange(object.name, row.id)
    noteChange(whole.name, row.id)
  }
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    await work.then(after).catch((error: unknown) => warn(sayProblem(error)))
  }
  const rows = data?.data ?? []
  return (
    <section>
      <div className={related.relatedHead}>
        <h3>
          {say(part.field.reverse ?? object.labels)}{' '}
          <span className={tabs.tabCount}>{rows.length.toLocaleString(locale)}</span>
        </h3>
        {writable && !adding && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setAdding(true)}
          >
            <Trans>Add</Trans>
          </Button>
        )}
      </div>
      {rows.length > 0 && (
        <div className={css.tableScroll}>
          <table className={css.table}>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} className={screenOf(object.fields[name]!).end ? css.end : undefined}>
                    {say(object.fields[name]!.label)}
                  </th>
                ))}
                {writable && <th aria-label={t`Remove`} />}
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id}>
                  {columns.map((name) => (
                    <td
                      key={name}
                      className={screenOf(object.fields[name]!).end ? css.end : undefined}
                      data-end={screenOf(object.fields[name]!).end}
                    >
                      {writable ? (
                        <Cell
                          object={object}
                          row={one}
                          name={name}
                          save={(values) => attempt(updateRecord(object.plural, one.id, values, one.version))}
                        />
                      ) : (
                        <Value object={object} row={one} name={name} />
                      )}
                    </td>
                  ))}
                  {writable && (
                    <td className={css.end}>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size={26}
                        aria-label={t`Remove`}
                        onClick={() => attempt(removeRecord(object.plural, one.id))}
                      >
                        <IconTrash size={15} />
                      </ActionIcon>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && rows.length === 0 && !adding && (
        <p className="quiet">
          <Trans>None yet.</Trans>
        </p>
      )}
      {data?.next && (
        <p className="quiet">
          <Trans>Only the first {mostParts} are shown.</Trans>
        </p>
      )}
      {adding && (
        <NewPart
          object={object}
          link={link}
          create={(values, key) => createRecord(object.plural, { ...values, [link]: row.id }, key).then(after)}
          close={() => setAdding(false)}
        />
      )}
    </section>
  )
}
