import { Trans } from '@lingui/react/macro'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listRecords } from '../api.ts'
import { useLocale } from '../language.ts'
import { useVocabulary } from '../session.ts'
import { Bone } from '../ui/states.tsx'
import css from './home.module.css'

interface FigureOf {
  readonly object: string
  readonly label: ReactNode
  readonly filter?: Filter
}

const figures: readonly FigureOf[] = [
  { object: 'customer', label: <Trans>Customers</Trans> },
  {
    object: 'customer',
    label: <Trans>Active customers</Trans>,
    filter: { all: [{ field: 'lifecycle', op: 'eq', value: 'active' }] },
  },
  { object: 'deal', label: <Trans>Open deals</Trans>, filter: { all: [{ field: 'status', op: 'eq', value: 'open' }] } },
  {
    object: 'task',
    label: <Trans>Overdue tasks</Trans>,
    filter: {
      all: [
        { field: 'status', op: 'ne', value: 'done' },
        { field: 'due_at', op: 'lt', value: 'now' },
      ],
    },
  },
]

const Figure = ({
  plural,
  name,
  title,
  filter,
}: {
  plural: string
  name: string
  title: string
  filter: Filter | undefined
}) => {
  const locale = useLocale()
  const { data } = useQuery({
    queryKey: ['records', name, 'total', filter],
    queryFn: async ({ signal }) =>
      (await listRecords(plural, { ...(filter && { filter }), limit: 1, fields: [title], total: true }, signal))
        .total ?? null,
  })
  if (data === undefined) return <Bone width={64} height={24} />
  return <>{data === null ? '—' : `${data.exact ? '' : '≈ '}${data.value.toLocaleString(locale)}`}</>
}

/** A few counts that say how the house stands; each leads to its list. */
export const Figures = () => {
  const vocabulary = useVocabulary()
  return (
    <div className={css.figures}>
      {figures.map(({ object: name, label, filter }) => {
        const object = vocabulary.find(name)
        if (object === undefined) return null
        return (
          <Link
            key={`${name} ${JSON.stringify(filter)}`}
            to={`/${object.plural}`}
            search={(filter ? { filter } : {}) as never}
            className={css.figure}
          >
            <span className={css.figureLabel}>{label}</span>
            <span className={css.figureValue}>
              <Figure plural={object.plural} name={name} title={object.title} filter={filter} />
            </span>
          </Link>
        )
      })}
    </div>
  )
}
