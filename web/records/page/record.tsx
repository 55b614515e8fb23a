import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useEffect } from 'react'
import { useVocabulary } from '../../session.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { warm } from '../../ui/later.tsx'
import { remember } from '../recent.ts'
import { titleOf } from '../value.tsx'
import { Facts } from './facts.tsx'
import { Header } from './header.tsx'
import { Numbers } from './numbers.tsx'
import css from './page.module.css'
import { Panels } from './panels.tsx'
import { Parts } from './parts.tsx'
import { Tabs } from './tabs.tsx'
import { useSaving } from './use-record.ts'
import { useRestore } from './use-remove.ts'

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

export const Record = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { t } = useLingui()
  const vocabulary = useVocabulary()
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
      <div className={css.scroll}>
        <Numbers object={object} row={row} />
        <div className={css.body}>
          <Facts object={object} row={row} saving={saving} />
          <section className={css.side2} aria-label={t`What happened and what belongs to it`}>
            {vocabulary.partsOf(object.name).map((part) => (
              <Parts key={`${part.object.name}.${part.name}`} whole={object} row={row} part={part} />
            ))}
            <Panels object={object} row={row} />
            <Tabs object={object} row={row} />
          </section>
        </div>
      </div>
    </div>
  )
}
