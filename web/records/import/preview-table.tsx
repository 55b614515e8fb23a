import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useLocale, useSay } from '../../language.ts'
import { Pill, type PillColour } from '../../ui/pill.tsx'
import table from '../../ui/table.module.css'
import type { Detected, Mapping, Preview, PreviewRow } from './calls.ts'
import css from './import.module.css'

const colours: Record<PreviewRow['outcome'], PillColour> = {
  created: 'green',
  updated: 'blue',
  unchanged: 'gray',
  refused: 'red',
}

const useOutcomes = (): Record<PreviewRow['outcome'], string> => {
  const { t } = useLingui()
  return { created: t`new`, updated: t`changes`, unchanged: t`as it is`, refused: t`refused` }
}

const Cell = ({ text, wrong, onFix }: { text: string; wrong: string | undefined; onFix: (text: string) => void }) => {
  const { t } = useLingui()
  const [draft, setDraft] = useState<string>()
  const done = (): void => {
    if (draft !== undefined && draft !== text) onFix(draft)
    setDraft(undefined)
  }
  if (draft !== undefined)
    return (
      <input
        className={css.fix}
        aria-label={t`Put right`}
        value={draft}
        ref={(input) => input?.focus()}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={done}
        onKeyDown={(event) => event.key === 'Enter' && done()}
      />
    )
  return (
    <button
      type="button"
      className={css.cell}
      data-wrong={wrong !== undefined || undefined}
      title={wrong}
      onClick={() => setDraft(text)}
    >
      {text || ' '}
    </button>
  )
}

/** What the first rows become, refused ones with their reason; a cell that is wrong can be put right on the spot. */
export const PreviewTable = ({
  detected,
  mapping,
  preview,
  onChange,
}: {
  detected: Detected
  mapping: Mapping
  preview: Preview
  onChange: (mapping: Mapping) => void
}) => {
  const say = useSay()
  const locale = useLocale()
  const outcomes = useOutcomes()
  const shown = [...new Set(mapping.columns.map((one) => one.column))].sort((a, b) => a - b)
  const fix = (line: number, column: number, text: string): void =>
    onChange({ ...mapping, fixes: { ...mapping.fixes, [line]: { ...mapping.fixes?.[line], [column]: text } } })
  const looked = preview.looked.toLocaleString(locale)
  const total = preview.total.toLocaleString(locale)
  return (
    <>
      <p className={css.line}>
        <span className="quiet">
          <Trans>
            Of the first {looked} of {total} rows:
          </Trans>
        </span>
        {(['created', 'updated', 'unchanged', 'refused'] as const).map((outcome) => (
          <Pill key={outcome} colour={preview.counts[outcome] > 0 ? colours[outcome] : 'gray'}>
            {preview.counts[outcome].toLocaleString(locale)} {outcomes[outcome]}
          </Pill>
        ))}
        {preview.counts.suspected > 0 && (
          <Pill colour="orange">
            <Trans>{preview.counts.suspected.toLocaleString(locale)} may be duplicates</Trans>
          </Pill>
        )}
      </p>
      <div className={`${table.tableScroll} ${css.preview}`}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>
                <Trans>Line</Trans>
              </th>
              <th />
              {shown.map((column) => (
                <th key={column}>{detected.columns[column]?.name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <tr key={row.line}>
                <td className="quiet number">{row.line}</td>
                <td className={css.outcome}>
                  <Pill colour={colours[row.outcome]}>{outcomes[row.outcome]}</Pill>
                  {row.reasons.length > 0 && (
                    <p className={css.reason}>{row.reasons.map((reason) => say(reason.say)).join('; ')}</p>
                  )}
                </td>
                {shown.map((column) => {
                  const reason = row.reasons.find((one) => one.column === column)
                  return (
                    <td key={column}>
                      <Cell
                        text={mapping.fixes?.[row.line]?.[column] ?? row.cells[column] ?? ''}
                        wrong={reason && say(reason.say)}
                        onFix={(text) => fix(row.line, column, text)}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
