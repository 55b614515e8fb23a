import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { sayProblem } from '../problem.ts'
import { type Import, keepMapping, type Mapping, moveImport, previewImport } from './calls.ts'
import { FormatLine } from './format-line.tsx'
import css from './import.module.css'
import { MappingTable } from './mapping-table.tsx'
import { PreviewTable } from './preview-table.tsx'
import { Rules } from './rules.tsx'
import { isImportable } from './targets.ts'

interface Given {
  readonly given: Import
  readonly keep: (next: Import) => void
}

const Objects = ({ given, value, onChange }: { given: Import; value: string; onChange: (object: string) => void }) => {
  const { t } = useLingui()
  const say = useSay()
  const objects = useVocabulary().objects.filter(isImportable)
  const likely = given.detected?.suggestions.map((one) => one.object) ?? []
  const option = (name: string) => {
    const object = objects.find((one) => one.name === name)
    return (
      object && (
        <option key={name} value={name}>
          {say(object.labels)}
        </option>
      )
    )
  }
  return (
    <select
      className={css.select}
      aria-label={t`Each row is`}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {value === '' && <option value="">{t`Choose…`}</option>}
      {likely.length > 0 && <optgroup label={t`Likely`}>{likely.map(option)}</optgroup>}
      <optgroup label={t`Others`}>
        {objects.filter((one) => !likely.includes(one.name)).map((one) => option(one.name))}
      </optgroup>
    </select>
  )
}

/** The mapping and its preview side by side in time: each change of the one is seen in the other. */
export const Prepare = ({ given, keep }: Given) => {
  const [mapping, setMapping] = useState<Mapping>(
    given.mapping ?? { object: given.detected?.suggestions[0]?.object ?? '', columns: [] },
  )
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const preview = useQuery({
    queryKey: ['import', given.id, 'preview', given.mapping],
    queryFn: ({ signal }) => previewImport(given.id, signal),
    enabled: given.state === 'ready',
    placeholderData: (before) => before,
    refetchOnWindowFocus: false,
  })
  const change = (next: Mapping): void => {
    setMapping(next)
    setProblem(undefined)
    keepMapping(given.id, next)
      .then(keep)
      .catch((error: unknown) => setProblem(sayProblem(error)))
  }
  const choose = (object: string): void => {
    const suggested = given.detected?.suggestions.find((one) => one.object === object)
    change({ object, columns: (suggested?.columns ?? []).map(({ confidence: _, ...target }) => target) })
  }
  const start = async (): Promise<void> => {
    setBusy(true)
    await moveImport(given.id, 'start')
      .then(keep)
      .catch((error: unknown) => warn(sayProblem(error)))
    setBusy(false)
  }
  const detected = given.detected
  if (detected === null) return null
  return (
    <>
      <section className={css.step}>
        <h2 className={css.head}>
          <Trans>1. The file</Trans>
        </h2>
        <FormatLine given={given} keep={keep} />
      </section>
      <section className={css.step}>
        <h2 className={css.head}>
          <Trans>2. What goes where</Trans>
        </h2>
        <p className={css.line}>
          <Trans>Each row is one of</Trans> <Objects given={given} value={mapping.object} onChange={choose} />
        </p>
        <MappingTable detected={detected} mapping={mapping} onChange={change} />
        <Rules mapping={mapping} onChange={change} />
        {problem && (
          <p className={css.problem} role="alert">
            {problem}
          </p>
        )}
      </section>
      <section className={css.step}>
        <h2 className={css.head}>
          <Trans>3. What it becomes</Trans>
        </h2>
        {preview.error && !problem && (
          <p className={css.problem} role="alert">
            {sayProblem(preview.error)}
          </p>
        )}
        {preview.data && (
          <PreviewTable detected={detected} mapping={mapping} preview={preview.data} onChange={change} />
        )}
      </section>
      <footer className={css.footer}>
        <Button size="md" loading={busy} disabled={given.state !== 'ready' || problem !== undefined} onClick={start}>
          <Trans>Start the import</Trans>
        </Button>
      </footer>
    </>
  )
}
