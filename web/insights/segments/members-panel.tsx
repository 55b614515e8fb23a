import { label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { membersOf } from '@rapport/vocabulary/insights/members.ts'
import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { Way } from '../../way.tsx'
import { customersBy, useFigures } from '../numbers.ts'
import css from './segments.module.css'

const words = {
  many: label('{n} customers belong to it now', '目前有 {n} 位客户'),
  one: label('1 customer belongs to it now', '目前有 1 位客户'),
}

/** On a segment: how many belong to it at this moment, and the way to them. */
export const Members = ({ row }: { object: ObjectDefinition; row: AnyRow }) => {
  const say = useSay()
  const { count } = useFigures()
  const filter = membersOf(row)
  const { data } = useQuery({
    queryKey: ['segment_members', filter],
    queryFn: ({ signal }) =>
      call<{ total: { value: number; exact: boolean } }>('GET', '/customers', {
        query: { filter: JSON.stringify(filter), limit: 1, total: 1, fields: 'name' },
        signal,
      }),
    retry: false,
  })
  if (data === undefined) return null
  const { value, exact } = data.total
  return (
    <p className={css.members}>
      <Way to={customersBy(filter)} className={css.membersLink}>
        <IconUsers size={16} stroke={1.7} aria-hidden />
        {value === 1 ? say(words.one) : say(words.many).replace('{n}', `${exact ? '' : '≈ '}${count(value)}`)}
      </Way>
    </p>
  )
}
