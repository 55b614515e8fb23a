import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconFileTypePdf, IconPaperclip, IconPhoto, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type DragEvent, lazy, Suspense, useRef, useState } from 'react'
import { apiPath, listRecords } from '../../api.ts'
import { showMoment } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import css from './entries.module.css'
import { canPreview } from './previewed.ts'
import { showBytes, uploadFile } from './upload.ts'

const Preview = lazy(() => import('./preview.tsx').then((module) => ({ default: module.Preview })))

const signOf = ({ type }: AnyRow) =>
  type === 'application/pdf' ? IconFileTypePdf : String(type).startsWith('image/') ? IconPhoto : IconPaperclip

/** Files that hang on the record: dropped here or chosen. */
export const Files = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const about = `${object.name}/${row.id}`
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [open, setOpen] = useState<string>()
  const { data } = useQuery({
    queryKey: ['records', 'file', about],
    queryFn: async ({ signal }) =>
      (
        await listRecords(
          'files',
          { filter: { field: 'about', op: 'eq', value: about }, sort: '-created_at', limit: 100 },
          signal,
        )
      ).data,
  })
  const shown = data?.filter(canPreview) ?? []
  const at = shown.findIndex((file) => file.id === open)
  const send = async (files: Iterable<File>): Promise<void> => {
    setBusy(true)
    for (const file of files) {
      await uploadFile(file, about)
        .then((made) => noteChange('file', made.id))
        .catch((error: unknown) => warn(`${file.name}: ${sayProblem(error)}`))
    }
    setBusy(false)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    void send(event.dataTransfer.files)
  }
  return (
    <section aria-label={t`Files`} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className={css.composer}>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => event.currentTarget.files && void send(event.currentTarget.files)}
        />
        <div>
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            leftSection={<IconUpload size={14} />}
            onClick={() => input.current?.click()}
          >
            <Trans>Add a file</Trans>
          </Button>
        </div>
      </div>
      {data?.length === 0 && (
        <p className={css.quietBox}>
          <Trans>No files yet. Drop some here.</Trans>
        </p>
      )}
      <ol className={css.entries}>
        {data?.map((file) => {
          const Sign = signOf(file)
          return (
            <li key={file.id} className={css.entry}>
              <span className={css.entrySign}>
                <Sign size={15} aria-hidden />
              </span>
              <div className={css.entryText}>
                {canPreview(file) ? (
                  <button type="button" className={css.linkLike} onClick={() => setOpen(file.id)}>
                    {String(file.name)}
                  </button>
                ) : (
                  <a href={apiPath(`/files/${file.id}/content`)} download>
                    {String(file.name)}
                  </a>
                )}{' '}
                <span className="quiet">{showBytes(Number(file.size ?? 0), locale)}</span>
              </div>
              <time className={css.entryTime}>{showMoment(String(file.created_at), locale, false)}</time>
            </li>
          )
        })}
      </ol>
      {at >= 0 && (
        <Suspense>
          <Preview files={shown} at={at} go={(to) => setOpen(shown[to]!.id)} close={() => setOpen(undefined)} />
        </Suspense>
      )}
    </section>
  )
}
