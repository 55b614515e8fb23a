import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconDatabaseImport, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { showMoment } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { go } from '../../router.tsx'
import { useDocumentTitle } from '../../ui/document-title.ts'
import table from '../../ui/table.module.css'
import list from '../list/list.module.css'
import { showBytes } from '../page/upload.ts'
import { sayProblem } from '../problem.ts'
import { beginImport, listImports } from './calls.ts'
import css from './import.module.css'
import { StatePill } from './state-pill.tsx'

const Drop = () => {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setBusy(file.name)
    setProblem(undefined)
    try {
      const { id } = await beginImport(file)
      go(`/import/${id}`)
    } catch (error) {
      setProblem(sayProblem(error))
      setBusy(undefined)
    }
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  const drag = (event: DragEvent): void => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <section
      className={css.drop}
      data-over={over || undefined}
      aria-label={t`File to import`}
      onDragOver={drag}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={css.dropSign}>
        <IconUpload size={28} stroke={1.5} aria-hidden />
      </span>
      <h2>{busy ? <Trans>Reading {busy}…</Trans> : <Trans>Drop a file here</Trans>}</h2>
      <p>
        <Trans>
          CSV, Excel, JSON lines or vCard, of any size. Nothing is changed before you have seen what it becomes.
        </Trans>
      </p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.vcf,.gz"
        onChange={(event) => void take(event.currentTarget.files?.[0])}
        data-testid="file"
      />
      <Button loading={busy !== undefined} onClick={() => input.current?.click()}>
        <Trans>Choose a file</Trans>
      </Button>
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}

const Earlier = () => {
  const locale = useLocale()
  const { data } = useQuery({ queryKey: ['imports'], queryFn: listImports, refetchInterval: 5_000 })
  if (!data || data.data.length === 0) return null
  return (
    <section>
      <h2 className={css.head}>
        <Trans>Earlier imports</Trans>
      </h2>
      <div className={table.tableScroll}>
        <table className={table.table}>
          <tbody>
            {data.data.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link to={`/import/${one.id}`}>{one.file_name}</Link>
                </td>
                <td>
                  <StatePill state={one.state} />
                </td>
                <td className={table.end}>
                  {one.total === null ? '' : <Trans>{one.total.toLocaleString(locale)} rows</Trans>}
                </td>
                <td className={table.end}>{showBytes(one.file_size, locale)}</td>
                <td className={table.end}>
                  <span className="quiet">{showMoment(one.created_at, locale, true)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Where an import begins, and where earlier ones are found again. */
export const ImportStart = () => {
  const { t } = useLingui()
  useDocumentTitle(t`Import`)
  return (
    <div className={list.page}>
      <header className={list.header}>
        <span className={list.sign}>
          <IconDatabaseImport size={18} stroke={1.7} aria-hidden />
        </span>
        <h1 className={list.title}>
          <Trans>Import</Trans>
        </h1>
      </header>
      <div className={css.scroll}>
        <Drop />
        <Earlier />
      </div>
    </div>
  )
}
