import { Trans } from '@lingui/react/macro'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listRecords } from '../api.ts'
import { learnTitles } from '../fields/titles.ts'
import { useSay } from '../language.ts'
import { fieldsFor, linksAmong } from '../records/list/use-blocks.ts'
import { titleOf, Value } from '../records/value.tsx'
import { iconNamed } from '../ui/icons.ts'
import { Bone } from '../ui/states.tsx'
import css from './home.module.css'

/** The head of a list, as it stands on the first page. */
export interface Digest {
  readonly object: string
  readonly view?: string
  readonly filter?: Filter
  readonly sort: string
  readonly show: readonly string[]
}

const rows = 6

const useDigest = (object: ObjectDefinition, { filter, sort, show }: Digest) =>
  useQuery({
    queryKey: ['records', object.name, 'digest', filter, sort],
    queryFn: async ({ signal }) => {
      const names = show.filter((name) => Object.hasOwn(object.fields, name))
      const reply = await listRecords(
        object.plural,
        {
          ...(filter && { filter }),
          sort,
          limit: rows,
          fields: fieldsFor(object, names),
          expand: linksAmong(object, names),
        },
        signal,
      )
      learnTitles(reply.included)
      return reply.data
    },
  })

export const DigestCard = ({ object, digest }: { object: ObjectDefinition; digest: Digest }) => {
  const say = useSay()
  const { data, error } = useDigest(object, digest)
  const Sign = iconNamed(object.icon)
  const search = digest.view ? { view: digest.view } : digest.filter ? { filter: digest.filter } : {}
  if (error) return null
  return (
    <section className={css.card}>
      <header className={css.cardHead}>
        <Sign size={17} stroke={1.7} aria-hidden />
        <h2>{say(object.labels)}</h2>
        <Link to={`/${object.plural}`} search={search as never} className={css.all}>
          <Trans>All</Trans>
          <IconArrowRight size={14} aria-hidden />
        </Link>
      </header>
      <ul className={css.rows}>
        {data === undefined &&
          Array.from({ length: rows }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity but their place
            <li key={index} className={css.row}>
              <Bone width={`${70 - index * 6}%`} />
            </li>
          ))}
        {data?.length === 0 && (
          <li className={css.none}>
            <Trans>Nothing waits here.</Trans>
          </li>
        )}
        {data?.map((row) => (
          <li key={row.id} className={css.row}>
            <Link to={`/${object.plural}/${row.id}`} className={css.name}>
              {titleOf(object, row) || '—'}
            </Link>
            {digest.show.map((name) => (
              <span key={name} className={css.fact}>
                <Value object={object} row={row} name={name} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
