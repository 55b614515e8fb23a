import { Trans, useLingui } from '@lingui/react/macro'
import { IconArrowRight } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { Pill } from '../../ui/pill.tsx'
import table from '../../ui/table.module.css'
import type { Detected, Mapping } from './calls.ts'
import css from './import.module.css'
import { type Place, placesFor } from './targets.ts'

/** How sure the suggestion of this column was; absent where the person chose something else. */
const confidenceOf = (detected: Detected, mapping: Mapping, column: number, to: string): number | undefined =>
  detected.suggestions
    .find((one) => one.object === mapping.object)
    ?.columns.find((one) => one.column === column && one.to === to)?.confidence

const Sure = ({ confidence }: { confidence: number | undefined }) => {
  if (confidence === undefined) return null
  return confidence >= 0.7 ? (
    <Pill colour="green">
      <Trans>sure</Trans>
    </Pill>
  ) : (
    <Pill colour="yellow">
      <Trans>a guess</Trans>
    </Pill>
  )
}

const Targets = ({
  places,
  value,
  onChange,
  label,
}: {
  places: readonly Place[]
  value: string
  onChange: (to: string) => void
  label: string
}) => {
  const { t } = useLingui()
  const say = useSay()
  const groups = Map.groupBy(places, (place) => place.links.map(say).join(' → '))
  const part: { readonly [name: string]: string } = {
    street: t`street`,
    city: t`city`,
    region: t`region`,
    postcode: t`postcode`,
    country: t`country code`,
    lat: t`latitude`,
    lng: t`longitude`,
  }
  return (
    <select
      className={css.target}
      data-empty={value === '' || undefined}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{t`Leave out`}</option>
      {[...groups].map(([group, all]) => {
        const options = all.map((place) => (
          <option key={place.path} value={place.path}>
            {group !== '' && `${group}: `}
            {say(place.label)}
            {place.part && ` (${part[place.part]})`}
          </option>
        ))
        return group === '' ? (
          options
        ) : (
          <optgroup key={group} label={group}>
            {options}
          </optgroup>
        )
      })}
    </select>
  )
}

/** The columns of the file with their first values, and the field that each goes to. */
export const MappingTable = ({
  detected,
  mapping,
  onChange,
}: {
  detected: Detected
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}) => {
  const { t } = useLingui()
  const vocabulary = useVocabulary()
  const root = vocabulary.find(mapping.object)
  const places = useMemo(() => (root ? placesFor(vocabulary, root) : []), [vocabulary, root])
  const put = (column: number, before: string | undefined, to: string): void => {
    const others = mapping.columns.filter((one) => !(one.column === column && one.to === (before ?? to)))
    const kept = mapping.columns.find((one) => one.column === column && one.to === before)
    onChange({
      ...mapping,
      columns: to === '' ? others : [...others, { ...(kept?.label && { label: kept.label }), column, to }],
    })
  }
  return (
    <div className={table.tableScroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>
              <Trans>Column</Trans>
            </th>
            <th>
              <Trans>First values</Trans>
            </th>
            <th aria-hidden />
            <th>
              <Trans>Goes to</Trans>
            </th>
            <th />
          </tr>
        </thead>
        <tbody>
          {detected.columns.map((column, index) => {
            const targets = mapping.columns.filter((one) => one.column === index)
            const first = targets[0]
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
              <tr key={index}>
                <td>
                  <strong>{column.name}</strong>
                </td>
                <td className={css.samples}>{column.examples.slice(0, 3).join(' · ')}</td>
                <td className="quiet">
                  <IconArrowRight size={15} aria-hidden />
                </td>
                <td>
                  <div className={css.targets}>
                    {(targets.length === 0 ? [undefined] : targets).map((target) => (
                      <Targets
                        key={target?.to ?? ''}
                        places={places}
                        value={target?.to ?? ''}
                        onChange={(to) => put(index, target?.to, to)}
                        label={t`Where ${column.name} goes`}
                      />
                    ))}
                  </div>
                </td>
                <td>{first && <Sure confidence={confidenceOf(detected, mapping, index, first.to)} />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
