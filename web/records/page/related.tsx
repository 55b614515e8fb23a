import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Backlink } from '@rapport/vocabulary/define/vocabulary.ts'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listRecords } from '../../api.ts'
import { screenOf } from '../../fields/index.ts'
import { learnTitles } from '../../fields/titles.ts'
import { useLocale, useSay } from '../../language.ts'
import { iconNamed } from '../../ui/icons.ts'
import css from '../../ui/table.module.css'
import { may } from '../access.ts'
import { fieldsFor, linksAmong } from '../list/use-blocks.ts'
import { titleOf, Value } from '../value.tsx'
import related from './related.module.css'
import tabs from './tabs.module.css'

const shownRows = 6
const shownColumns = 5

const filterFor = (link: Backlink, id: string): Filter => ({
  field: link.name,
  op: kindOf(link.field).family === 'ids' ? 'has' : 'eq',
  value: id,
})

const One = ({ link, row }: { link: Backlink; row: AnyRow }) => {
  const say = useSay()
  const locale = useLocale()
  const { object } = link
  const columns = object.list.columns
    .filter((name) => name !== link.name && name !== object.title)
    .slice(0, shownColumns - 1)
  const filter = filterFor(link, row.id)
  const { data } = useQuery({
    queryKey: ['records', object.name, 'related', link.name, row.id],
    queryFn: async ({ signal }) => {
      const fields = fieldsFor(object, columns)
      const reply = await listRecords(
        object.plural,
        { filter, limit: shownRows, fields, expand: linksAmong(object, columns), total: true },
        signal,
      )
      learnTitles(reply.included)
      return reply
    },
  })
  const Sign = iconNamed(object.icon)
  const total = data?.total?.value ?? 0
  const given = { [link.name]: link.field.kind === 'links' ? [row.id] : row.id }
  return (
    <section className={data && data.data.length === 0 ? related.none : undefined}>
      <div className={related.relatedHead}>
        <Sign size={16} stroke={1.7} aria-hidden />
        <h3>
          {say(link.field.reverse ?? object.labels)}{' '}
          {data && <span className={tabs.tabCount}>{total.toLocaleString(locale)}</span>}
        </h3>
        {may(object, 'create') && !row.deleted_at && (
          <Button
            component={Link}
            to={`/${object.plural}/new`}
            search={given as never}
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
          >
            {say(object.label)}
          </Button>
        )}
      </div>
      {data && data.data.length > 0 && (
        <div className={css.tableScroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th>{say(object.fields[object.title]!.label)}</th>
                {columns.map((name) => (
                  <th key={name} className={screenOf(object.fields[name]!).end ? css.end : undefined}>
                    {say(object.fields[name]!.label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.data.map((one) => (
                <tr key={one.id}>
                  <td>
                    <Link to={`/${object.plural}/${one.id}`}>{titleOf(object, one) || '—'}</Link>
                  </td>
                  {columns.map((name) => (
                    <td key={name} className={screenOf(object.fields[name]!).end ? css.end : undefined}>
                      <Value object={object} row={one} name={name} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && data.next !== null && (
        <Link
          to={`/${object.plural}`}
          search={{ filter: { all: [filter] } } as never}
          style={{ display: 'inline-block', marginTop: 8 }}
        >
          <Trans>Show all {total.toLocaleString(locale)}</Trans>
        </Link>
      )}
    </section>
  )
}

/** The records that point to this one, by what their links are called from here. */
export const Related = ({ row, links }: { row: AnyRow; links: readonly Backlink[] }) => (
  <div className={related.related}>
    {links.map((link) => (
      <One key={`${link.object.name}.${link.name}`} link={link} row={row} />
    ))}
  </div>
)
