import { NumberInput, Select } from '@mantine/core'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { type Fairness, fallsIntoGroups } from '@rapport/vocabulary/insights/fairness.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../language.ts'
import { sayProblem } from '../records/problem.ts'
import { useVocabulary } from '../session.ts'
import { Bone } from '../ui/states.tsx'
import { FairTable } from './fairness-table.tsx'
import { FairFindings } from './fairness-told.tsx'
import { words } from './fairness-words.ts'
import css from './insights.module.css'

const useFairness = (version: string, field: string | null, above: number) =>
  useQuery({
    queryKey: ['insight_fairness', version, field, above],
    queryFn: ({ signal }) =>
      call<Fairness>('GET', `/insights/versions/${version}/fairness`, {
        query: { field: field!, above: (above / 100).toFixed(4) },
        signal,
      }),
    enabled: field !== null,
    placeholderData: (before) => before,
    retry: false,
  })

/** Fields by which the records of a model fall into groups, but for the one that is foreseen. */
const groupingFields = (own: { readonly [name: string]: Field }, target: unknown): [string, Field][] =>
  Object.entries(own).filter(([name, field]) => name !== target && name !== 'invented' && fallsIntoGroups(field))

/** Whether the version is as good for each group of a field that the person picks. */
export const FairnessPart = ({
  model,
  version,
  threshold,
}: {
  readonly model: AnyRow
  readonly version: string
  /** The score to act from, in percent; absent where answers are no chances. */
  readonly threshold: number | undefined
}) => {
  const say = useSay()
  const own = useVocabulary().find(String(model.object))?.own ?? {}
  const fields = groupingFields(own, model.target)
  const [name, setName] = useState<string | null>(fields.find(([, field]) => field.choices)?.[0] ?? null)
  const [above, setAbove] = useState(threshold ?? 50)
  const { data, error, isFetching } = useFairness(version, name, above)
  const field = name === null ? undefined : own[name]
  if (fields.length === 0) return null
  return (
    <section aria-labelledby="fairness">
      <h3 className={css.sub} id="fairness">
        {say(words.title)}
      </h3>
      <p className={css.say}>{say(words.about)}</p>
      <div className={css.cost}>
        <Select
          label={say(words.by)}
          placeholder={say(words.pick)}
          data={fields.map(([value, one]) => ({ value, label: say(one.label) }))}
          value={name}
          onChange={setName}
          searchable
          w={230}
        />
        {threshold !== undefined && (
          <NumberInput
            label={say(words.above)}
            value={above}
            min={0}
            max={100}
            suffix=" %"
            decimalScale={1}
            onChange={(value) => setAbove(Math.min(100, Math.max(0, Number(value) || 0)))}
            w={230}
          />
        )}
      </div>
      {error ? (
        <p className={css.notice}>{sayProblem(error)}</p>
      ) : data && field && data.field === name ? (
        <div aria-busy={isFetching}>
          <FairFindings told={data} field={field} />
          <FairTable told={data} field={field} />
        </div>
      ) : (
        name !== null && <Bone width="100%" height={140} />
      )}
    </section>
  )
}
