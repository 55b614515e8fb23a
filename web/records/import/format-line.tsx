import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useLocale, useSay } from '../../language.ts'
import { warn } from '../../ui/toast.tsx'
import { sayProblem } from '../problem.ts'
import { detectAgain, type Import, type Wishes } from './calls.ts'
import css from './import.module.css'

const encodings = ['utf-8', 'gb18030', 'windows-1252', 'utf-16le', 'utf-16be']
const delimiters: readonly [string, string][] = [
  [',', ','],
  [';', ';'],
  ['\t', 'Tab'],
  ['|', '|'],
]

/** What was found out about the file, each part of which can be put right. */
export const FormatLine = ({ given, keep }: { given: Import; keep: (next: Import) => void }) => {
  const { t } = useLingui()
  const say = useSay()
  const locale = useLocale()
  const { format, rows, broken, problems, columns } = given.detected!
  const wish = (wishes: Wishes): void => {
    detectAgain(given.id, wishes)
      .then(keep)
      .catch((error: unknown) => warn(sayProblem(error)))
  }
  const counted = rows.toLocaleString(locale)
  return (
    <>
      <p className={css.line}>
        <strong>{format.kind.toUpperCase()}</strong>
        <span>
          <Trans>{counted} rows</Trans>
        </span>
        <span>
          <Plural value={columns.length} one="# column" other="# columns" />
        </span>
        {format.kind === 'csv' && (
          <>
            <select
              className={css.select}
              aria-label={t`Encoding`}
              value={format.encoding}
              onChange={(event) => wish({ encoding: event.currentTarget.value })}
            >
              {[...new Set([format.encoding, ...encodings])].map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
            <select
              className={css.select}
              aria-label={t`Separator`}
              value={format.delimiter}
              onChange={(event) => wish({ delimiter: event.currentTarget.value })}
            >
              {delimiters.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </>
        )}
        {format.sheets && format.sheets.length > 1 && (
          <select
            className={css.select}
            aria-label={t`Sheet`}
            value={format.sheet ?? 0}
            onChange={(event) => wish({ sheet: Number(event.currentTarget.value) })}
          >
            {format.sheets.map((name, index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
        )}
        {(format.kind === 'csv' || format.kind === 'xlsx') && (
          <label className={css.check}>
            <input
              type="checkbox"
              checked={format.header}
              onChange={(event) => wish({ header: event.currentTarget.checked })}
            />
            <Trans>The first row holds the names</Trans>
          </label>
        )}
      </p>
      {broken > 0 && (
        <details className={css.details}>
          <summary>
            <Plural value={broken} one="# line cannot be read" other="# lines cannot be read" />
          </summary>
          <ul>
            {problems.map((one) => (
              <li key={one.line}>
                <Trans>Line {one.line}:</Trans> {say(one.problem)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
