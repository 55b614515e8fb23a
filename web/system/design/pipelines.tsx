import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import type { Colour } from '@rapport/vocabulary/define/field.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, createRecord, listRecords, removeRecord, type Values } from '../../api.ts'
import { newKey } from '../../key.ts'
import { useSay } from '../../language.ts'
import { noteChange } from '../../records/live.ts'
import { sayProblem } from '../../records/problem.ts'
import { useVocabulary } from '../../session.ts'
import { Pill, type PillColour } from '../../ui/pill.tsx'
import { SortByDrag, useSorted } from '../../ui/sort-by-drag.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import css from './pipelines.module.css'
import { restoreRecord } from './restore-record.ts'
import { Swatch } from './swatch.tsx'

const failed = (error: unknown): void => warn(sayProblem(error))

const useRows = (object: string, plural: string, sort: string) =>
  useQuery({
    queryKey: ['records', object, 'settings'],
    queryFn: async ({ signal }) => (await listRecords(plural, { limit: 500, sort }, signal)).data,
  }).data

/** Each edit is one value, so the last one counts; nobody's other value is touched. */
const save = (object: string, plural: string, row: AnyRow, values: Values): Promise<void> =>
  call('PATCH', `/${plural}/${row.id}`, { body: values }).then(() => noteChange(object, row.id), failed)

/** A number that is sent when it is left, and refused in words when it does not fit. */
const Figure = ({
  row,
  name,
  label,
  min = 0,
  max,
}: {
  row: AnyRow
  name: string
  label: string
  min?: number
  max: number
}) => {
  const [typed, setTyped] = useState<string>()
  const standing = row[name] === null || row[name] === undefined ? '' : String(row[name])
  const leave = (): void => {
    const text = (typed ?? standing).trim()
    setTyped(undefined)
    if (text === standing) return
    const value = text === '' ? null : Number(text)
    if (value !== null && !(value >= min && value <= max)) warn(`${label}: ${min} – ${max}`)
    else void save('stage', 'stages', row, { [name]: value })
  }
  return (
    <input
      className={css.figure}
      inputMode="numeric"
      placeholder="–"
      aria-label={label}
      value={typed ?? standing}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}

const Name = ({ row, object, plural, label }: { row: AnyRow; object: string; plural: string; label: string }) => {
  const [typed, setTyped] = useState<string>()
  const leave = (): void => {
    const text = (typed ?? '').trim()
    setTyped(undefined)
    if (text !== '' && text !== row.name) void save(object, plural, row, { name: text })
  }
  return (
    <input
      className={css.name}
      aria-label={label}
      value={typed ?? String(row.name)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}

const Stage = ({
  stage,
  row,
  at,
  up,
  down,
}: {
  stage: ObjectDefinition
  row: AnyRow
  at: number
  up?: () => void
  down?: () => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const name = String(row.name)
  const sorted = useSorted(row.id, at)
  const outcome = stage.own.outcome!.choices![String(row.outcome)]
  const colour = (row.colour ?? outcome?.colour ?? 'gray') as Colour
  const back = (): void => void restoreRecord('stages', row.id).then(() => noteChange('stage', row.id), failed)
  const remove = (): Promise<void> =>
    removeRecord('stages', row.id).then(() => {
      noteChange('stage', row.id)
      tell(t`The stage ${name} is in the trash.`, { label: t`Take back`, run: back })
    }, failed)
  return (
    <li className={css.stage} {...sorted.row}>
      {sorted.grip}
      <span className={css.moves}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={t`${name} further up`}
          disabled={!up}
          onClick={up}
        >
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={t`${name} further down`}
          disabled={!down}
          onClick={down}
        >
          <IconArrowDown size={14} />
        </ActionIcon>
      </span>
      <Swatch colour={colour} of={name} onPick={(picked) => void save('stage', 'stages', row, { colour: picked })} />
      <Name row={row} object="stage" plural="stages" label={t`Name of the stage`} />
      <span className={css.unit}>
        <Figure row={row} name="probability" label={t`Probability of ${name}`} max={100} />%
      </span>
      <span className={css.outcome}>
        <Pill colour={(outcome?.colour ?? 'gray') as PillColour}>{outcome ? say(outcome.label) : ''}</Pill>
        <select
          aria-label={t`What ${name} means`}
          value={String(row.outcome)}
          onChange={(event) => void save('stage', 'stages', row, { outcome: event.currentTarget.value })}
        >
          {Object.entries(stage.own.outcome!.choices!).map(([value, choice]) => (
            <option key={value} value={value}>
              {say(choice.label)}
            </option>
          ))}
        </select>
      </span>
      <span className={css.unit} title={t`Most deals that should stand here at once`}>
        <Trans>at most</Trans>
        <Figure row={row} name="card_limit" label={t`Most deals in ${name}`} min={1} max={100_000} />
      </span>
      <span className={css.unit} title={t`Days after which a deal counts as stale here`}>
        <Figure row={row} name="stale_days" label={t`Stale days of ${name}`} min={1} max={10_000} />
        <Trans>days</Trans>
      </span>
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={t`Remove the stage ${name}`} onClick={remove}>
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  )
}

const Stages = ({ pipeline, rows }: { pipeline: AnyRow; rows: readonly AnyRow[] }) => {
  const { t } = useLingui()
  const stage = useVocabulary().find('stage')!
  const [typed, setTyped] = useState('')
  const place = (row: AnyRow): number => Number(row.position ?? 0)
  const between = (at: number, to: number): number => {
    const others = rows.filter((_, index) => index !== at)
    const [before, after] = [others[to - 1], others[to]]
    if (!before) return after ? place(after) - 1 : 1
    return after ? (place(before) + place(after)) / 2 : place(before) + 1
  }
  const move = (at: number, to: number) => (): void =>
    void save('stage', 'stages', rows[at]!, { position: between(at, to) })
  const add = async (): Promise<void> => {
    const name = typed.trim()
    if (name === '') return
    setTyped('')
    const open = rows.findLastIndex((one) => one.outcome === 'open')
    const position = rows.length === 0 ? 1 : between(-1, open + 1)
    await createRecord('stages', { pipeline: pipeline.id, name, position }, newKey()).then(
      (made) => noteChange('stage', made.id),
      failed,
    )
  }
  return (
    <>
      <SortByDrag move={(from, to) => move(from, to)()}>
        <ol className={css.stages}>
          {rows.map((row, at) => (
            <Stage
              key={row.id}
              stage={stage}
              row={row}
              at={at}
              {...(at > 0 && { up: move(at, at - 1) })}
              {...(at < rows.length - 1 && { down: move(at, at + 1) })}
            />
          ))}
        </ol>
      </SortByDrag>
      <form
        className={css.adding}
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <TextInput
          size="xs"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={t`Name of a new stage`}
          aria-label={t`Name of a new stage`}
        />
        <Button type="submit" size="xs" variant="default" leftSection={<IconPlus size={14} />}>
          <Trans>Add</Trans>
        </Button>
      </form>
    </>
  )
}

/** The ways of selling: each a row of stages, changed on the spot. */
export const Pipelines = () => {
  const { t } = useLingui()
  const pipelines = useRows('pipeline', 'pipelines', 'created_at')
  const stages = useRows('stage', 'stages', 'position')
  const add = async (): Promise<void> => {
    const count = (pipelines?.length ?? 0) + 1
    await createRecord('pipelines', { name: t`Pipeline ${count}` }, newKey()).then(
      (made) => noteChange('pipeline', made.id),
      failed,
    )
  }
  return (
    <div className={css.pipelines}>
      {pipelines?.map((pipeline) => (
        <section key={pipeline.id} className={css.pipeline}>
          <header className={css.pipelineHead}>
            <Name row={pipeline} object="pipeline" plural="pipelines" label={t`Name of the pipeline`} />
            <NativeSelect
              size="xs"
              aria-label={t`In use`}
              value={pipeline.active === false ? 'no' : 'yes'}
              onChange={(event) =>
                void save('pipeline', 'pipelines', pipeline, { active: event.currentTarget.value === 'yes' })
              }
              data={[
                { value: 'yes', label: t`In use` },
                { value: 'no', label: t`Not in use` },
              ]}
            />
          </header>
          <Stages pipeline={pipeline} rows={(stages ?? []).filter((one) => one.pipeline === pipeline.id)} />
        </section>
      ))}
      <div>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
          <Trans>New pipeline</Trans>
        </Button>
      </div>
    </div>
  )
}
