import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useEffect } from 'react'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { later, warm } from '../../ui/later.tsx'
import { remember } from '../recent.ts'
import { titleOf } from '../value.tsx'
import { useEditing } from './edit/address.ts'
import facts from './facts.module.css'
import { Header } from './header.tsx'
import { NextAndTags } from './next/next.tsx'
import css from './page.module.css'
import { usePage, useShown } from './standing.ts'
import { Tabs } from './tabs.tsx'
import { type Saving, useSaving } from './use-record.ts'
import { useRestore } from './use-remove.ts'
import { Widgets } from './widget.tsx'

const PageEditor = later(() => import('./edit/editor.tsx').then((module) => module.PageEditor), 400)

const InTrash = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const restore = useRestore(object)
  return (
    <div className={css.trashed} role="status">
      <Trans>This record is in the trash.</Trans>
      <Button size="compact-sm" variant="default" onClick={() => restore(row.id)}>
        <Trans>Restore</Trans>
      </Button>
    </div>
  )
}

/** The record as its page is arranged; a column that has nothing to show leaves its room to the other. */
const Body = ({ object, row, saving }: { object: ObjectDefinition; row: AnyRow; saving: Saving }) => {
  const { t } = useLingui()
  const page = usePage(object)
  const standing = { object, page }
  const shown = useShown(standing, row)
  const given = { standing, row, saving }
  const side = page.side.some(shown)
  const main = [...page.main, ...page.tabs.flatMap((tab) => tab.sections)].some(shown)
  return (
    <div className={css.scroll}>
      <div className={css.top}>
        <Widgets sections={page.top} {...given} />
      </div>
      <div className={css.body} data-alone={!(side && main) || undefined}>
        {side && (
          <div className={facts.facts}>
            <Widgets sections={page.side} {...given} />
          </div>
        )}
        {main && (
          <section className={css.side2} aria-label={t`What happened and what belongs to it`}>
            <div className={css.main}>
              <Widgets sections={page.main} {...given} />
            </div>
            <Tabs tabs={page.tabs} {...given} />
          </section>
        )}
      </div>
    </div>
  )
}

export const Record = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const editing = useEditing()
  const saving = useSaving(object, row)
  const title = titleOf(object, row)
  useDocumentTitle(title)
  useEffect(() => {
    const soon = setTimeout(warm, 400)
    return () => clearTimeout(soon)
  }, [])
  useEffect(
    () => remember({ href: `/${object.plural}/${row.id}`, title, object: object.name }),
    [object, row.id, title],
  )
  return (
    <div className={css.page}>
      <Header object={object} row={row} saving={saving} />
      {row.deleted_at !== null && row.deleted_at !== undefined && <InTrash object={object} row={row} />}
      {!editing && <NextAndTags object={object} row={row} saving={saving} />}
      {editing ? <PageEditor object={object} row={row} /> : <Body object={object} row={row} saving={saving} />}
    </div>
  )
}
