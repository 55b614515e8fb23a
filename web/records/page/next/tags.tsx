import { Trans, useLingui } from '@lingui/react/macro'
import type { Colour } from '@rapport/vocabulary/define/field.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type CSSProperties, useState } from 'react'
import { useTitlesOf } from '../../../fields/titles.ts'
import { useWordColours } from '../../../fields/words.ts'
import { useSay } from '../../../language.ts'
import { later } from '../../../ui/later.tsx'
import { warn } from '../../../ui/toast.tsx'
import { isWritable } from '../../access.ts'
import type { Saving } from '../use-record.ts'
import css from './next.module.css'

const LinksEdit = later(() => import('../../../fields/links-edit.tsx').then((module) => module.LinksEdit))

/** The field of an object that holds its tags, if it has one that this person sees. */
export const tagField = (object: ObjectDefinition): string | undefined =>
  Object.keys(object.fields).find((name) => object.fields[name]!.kind === 'links' && object.fields[name]!.to === 'tag')

const inColour = (colour: Colour): CSSProperties =>
  ({ '--tag-ink': `var(--${colour}-ink)`, '--tag-bg': `var(--${colour}-bg)` }) as CSSProperties

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly name: string
  readonly saving: Saving
}

export const Tags = ({ object, row, name, saving }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const [editing, setEditing] = useState(false)
  const field = object.fields[name]!
  const ids = (row[name] as readonly string[] | null) ?? []
  const titles = useTitlesOf('tag', ids)
  const colours = useWordColours('tag')
  const writable = isWritable(field) && !row.deleted_at
  const put = async (next: readonly string[]): Promise<void> => {
    const refused = await saving.save({ [name]: next.length === 0 ? null : next }, row)
    const reason = refused && Object.values(refused)[0]
    if (reason) warn(say(reason.detail))
  }
  if (!writable && ids.length === 0) return null
  if (editing)
    return (
      <fieldset className={css.tags} aria-label={say(field.label)}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens in the input inside */}
        <div
          className={css.pick}
          onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setEditing(false)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setEditing(false)
          }}
        >
          <label className="visually-hidden" htmlFor="record-tags">
            {say(field.label)}
          </label>
          <LinksEdit
            id="record-tags"
            field={field}
            value={ids}
            row={row}
            autoFocus
            onChange={(next) => void put(next ?? [])}
          />
        </div>
      </fieldset>
    )
  return (
    <fieldset className={css.tags} aria-label={say(field.label)}>
      {ids.map((id) => {
        const title = titles.get(id) ?? '…'
        return (
          <span key={id} className={css.tag} style={inColour(colours.get(id) ?? 'gray')}>
            {title}
            {writable && (
              <button
                type="button"
                aria-label={t`Remove the tag ${title}`}
                onClick={() => void put(ids.filter((one) => one !== id))}
              >
                <IconX size={12} aria-hidden />
              </button>
            )}
          </span>
        )
      })}
      {writable && (
        <button type="button" className={css.add} onClick={() => setEditing(true)}>
          <IconPlus size={13} aria-hidden />
          <Trans>Tag</Trans>
        </button>
      )}
    </fieldset>
  )
}
