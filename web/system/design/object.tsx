import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Progress } from '@mantine/core'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowDown, IconArrowLeft, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { go } from '../../router.tsx'
import { iconNamed } from '../../ui/icons.ts'
import { Pill } from '../../ui/pill.tsx'
import { SortByDrag, useSorted } from '../../ui/sort-by-drag.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import { orderFields, removeField, removeObject, restore, useRecounts } from './calls.ts'
import css from './design.module.css'
import { FieldDialog } from './field-editor.tsx'
import { kindSigns, madeOf } from './kinds.tsx'
import { ObjectDialog } from './object-dialog.tsx'
import { Rules } from './rules.tsx'
import { TrashList } from './trash.tsx'

const failed = (error: unknown): void => warn(sayProblem(error))

const Marks = ({ field, title }: { field: Field; title: boolean }) => (
  <span className={css.marks}>
    {title && (
      <Pill plain>
        <Trans>title</Trans>
      </Pill>
    )}
    {field.required && (
      <Pill plain>
        <Trans>required</Trans>
      </Pill>
    )}
    {field.unique && (
      <Pill plain>
        <Trans>unique</Trans>
      </Pill>
    )}
    {field.index && !field.unique && (
      <Pill plain>
        <Trans>indexed</Trans>
      </Pill>
    )}
  </span>
)

interface Row {
  readonly object: ObjectDefinition
  readonly name: string
  readonly edit: () => void
  readonly move?: { readonly up?: () => void; readonly down?: () => void }
  readonly sorted?: ReturnType<typeof useSorted>
}

const FieldRow = ({ object, name, edit, move, sorted }: Row) => {
  const { t } = useLingui()
  const say = useSay()
  const field = object.fields[name]!
  const made = madeOf(field)
  const { icon: Sign } = kindSigns[made]
  const label = say(field.label)
  const back = (): void => void restore('field', object.name, name).catch(failed)
  const remove = (): Promise<unknown> =>
    removeField(object.name, name).then(
      () => tell(t`${label} is in the trash for 30 days, with all that it holds.`, { label: t`Take back`, run: back }),
      failed,
    )
  return (
    <li className={css.field} {...sorted?.row}>
      {sorted?.grip}
      <button type="button" className={css.fieldName} onClick={edit}>
        <Sign size={17} stroke={1.6} aria-hidden />
        <span>
          <strong>{label}</strong>
          <small>
            {made === 'formula' ? field.formula : made === 'rollup' ? t`Roll-up` : say(kindOf(field).label)}
          </small>
        </span>
      </button>
      <Marks field={field} title={object.title === name} />
      {field.custom && (
        <span className={css.moves}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`${label} further up`}
            disabled={!move?.up}
            onClick={move?.up}
          >
            <IconArrowUp size={15} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`${label} further down`}
            disabled={!move?.down}
            onClick={move?.down}
          >
            <IconArrowDown size={15} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Remove ${label}`}
            disabled={object.title === name}
            onClick={remove}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </span>
      )}
    </li>
  )
}

const OwnField = ({ at, ...row }: Row & { at: number }) => <FieldRow {...row} sorted={useSorted(row.name, at)} />

const Fields = ({ object }: { object: ObjectDefinition }) => {
  const { t } = useLingui()
  const [editing, setEditing] = useState<string | true>()
  const own = Object.keys(object.own).filter((name) => object.own[name]!.custom)
  const built = Object.keys(object.own).filter((name) => !object.own[name]!.custom)
  const put = (at: number, to: number): void =>
    void orderFields(object.name, own.toSpliced(at, 1).toSpliced(to, 0, own[at]!)).catch(failed)
  const swap = (at: number, to: number) => (): void => put(at, to)
  const row = (name: string, at: number) => (
    <OwnField
      key={name}
      at={at}
      object={object}
      name={name}
      edit={() => setEditing(name)}
      move={{ ...(at > 0 && { up: swap(at, at - 1) }), ...(at < own.length - 1 && { down: swap(at, at + 1) }) }}
    />
  )
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <h3>
          <Trans>Your fields</Trans>
        </h3>
        <Button size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setEditing(true)}>
          <Trans>New field</Trans>
        </Button>
      </div>
      {own.length === 0 ? (
        <p className={css.note}>
          <Trans>None yet. A field of yours stands in every list, form, filter, import and report at once.</Trans>
        </p>
      ) : (
        <SortByDrag move={put}>
          <ul className={css.fields} aria-label={t`Your fields`}>
            {own.map(row)}
          </ul>
        </SortByDrag>
      )}
      {built.length > 0 && (
        <details className={css.built} open={own.length === 0}>
          <summary>
            <Trans>Built-in fields ({built.length})</Trans>
          </summary>
          <ul className={css.fields} aria-label={t`Built-in fields`}>
            {built.map((name) => (
              <FieldRow key={name} object={object} name={name} edit={() => setEditing(name)} />
            ))}
          </ul>
        </details>
      )}
      {editing && (
        <FieldDialog object={object} {...(editing !== true && { name: editing })} close={() => setEditing(undefined)} />
      )}
    </section>
  )
}

const Working = ({ object }: { object: ObjectDefinition }) => {
  const { t } = useLingui()
  const recount = useRecounts().find((one) => one.object === object.name)
  if (!recount) return null
  return (
    <div className={css.working} role="status">
      <span>
        <Trans>
          Values are being worked out: {recount.done} of {recount.total} records
        </Trans>
      </span>
      <Progress aria-label={t`Values are being worked out`} value={(100 * recount.done) / Math.max(1, recount.total)} />
    </div>
  )
}

/** One object: its fields, its rules, and what was removed of it. */
export const ObjectDesign = ({ object }: { object: ObjectDefinition }) => {
  const { t } = useLingui()
  const say = useSay()
  const [renaming, setRenaming] = useState(false)
  const Sign = iconNamed(object.icon)
  const back = (): void => void restore('object', object.name, object.name).catch(failed)
  const remove = (): Promise<unknown> =>
    removeObject(object.name).then(() => {
      go('/settings/objects')
      tell(t`${say(object.labels)} are in the trash for 30 days, with all records.`, { label: t`Take back`, run: back })
    }, failed)
  return (
    <div className={css.design}>
      <Link to="/settings/objects" className={css.backLink}>
        <IconArrowLeft size={15} aria-hidden />
        <Trans>All objects</Trans>
      </Link>
      <div className={css.objectHead}>
        <span className={css.sign}>
          <Sign size={20} stroke={1.6} aria-hidden />
        </span>
        <h3>{say(object.labels)}</h3>
        <code>{object.name}</code>
        {object.custom && (
          <span className={css.headActions}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPencil size={14} />}
              onClick={() => setRenaming(true)}
            >
              <Trans>Rename</Trans>
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={14} />}
              onClick={remove}
            >
              <Trans>Remove</Trans>
            </Button>
          </span>
        )}
      </div>
      <Working object={object} />
      <Fields object={object} />
      <Rules object={object} />
      <TrashList object={object.name} />
      {renaming && <ObjectDialog object={object} close={() => setRenaming(false)} />}
    </div>
  )
}
