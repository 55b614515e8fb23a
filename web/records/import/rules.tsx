import { Trans, useLingui } from '@lingui/react/macro'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { Pill } from '../../ui/pill.tsx'
import type { Existing, Mapping } from './calls.ts'
import css from './import.module.css'

/** By what records that are there are found, and what happens with them and with cells that are wrong. */
export const Rules = ({ mapping, onChange }: { mapping: Mapping; onChange: (mapping: Mapping) => void }) => {
  const { t } = useLingui()
  const say = useSay()
  const object = useVocabulary().find(mapping.object)
  if (object === undefined) return null
  const mapped = new Set(mapping.columns.map((one) => one.to))
  const keys = Object.entries(object.fields).filter(([name, field]) => mapped.has(name) && (field.key || field.unique))
  const existing: readonly [Existing, string][] = [
    ['overwrite', t`take what the file says`],
    ['fill', t`fill only what is empty`],
    ['keep', t`leave them as they are`],
    ['refuse', t`refuse the row`],
  ]
  return (
    <div className={css.rules}>
      {keys.length > 0 && (
        <label className={css.line}>
          <Trans>Records that are there are found by</Trans>
          <select
            className={css.select}
            value={mapping.keys?.[''] ?? keys[0]![0]}
            onChange={(event) => onChange({ ...mapping, keys: { ...mapping.keys, '': event.currentTarget.value } })}
          >
            {keys.map(([name, field]) => (
              <option key={name} value={name}>
                {say(field.label)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className={css.line}>
        <Trans>If one is there:</Trans>
        <select
          className={css.select}
          value={mapping.existing?.[''] ?? 'overwrite'}
          onChange={(event) =>
            onChange({ ...mapping, existing: { ...mapping.existing, '': event.currentTarget.value as Existing } })
          }
        >
          {existing.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={css.line}>
        <Trans>If a cell is wrong:</Trans>
        <select
          className={css.select}
          value={mapping.badCells ?? 'refuse'}
          onChange={(event) => onChange({ ...mapping, badCells: event.currentTarget.value as 'refuse' | 'leave out' })}
        >
          <option value="refuse">{t`refuse its row`}</option>
          <option value="leave out">{t`leave the cell out`}</option>
        </select>
      </label>
      {mapping.routes && mapping.routes.length > 0 && (
        <p className={css.line}>
          <Trans>Some rows become something else:</Trans>
          {mapping.routes.map((route) => (
            <Pill key={route.name} colour={route.object ? 'violet' : 'gray'}>
              {say(route.label)}
            </Pill>
          ))}
        </p>
      )}
    </div>
  )
}
