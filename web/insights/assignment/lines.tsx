import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { fill } from '../../ui/fill.ts'
import { Bone, Failed } from '../../ui/states.tsx'
import { warn } from '../../ui/toast.tsx'
import { Way } from '../../way.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './assignment.module.css'
import { useNamesOfPeople } from './people.ts'
import type { Line, Plan } from './report.ts'
import { words } from './words.ts'

const page = 50
export const plansKey = ['insight_assignments']
export const linesKey = (plan: string) => ['insight_assignment_lines', plan]

interface Given {
  readonly line: Line
  readonly plan: Plan
  readonly set: (line: Line, change: { state: Line['state']; person?: string }) => void
}

/** As it was typed, or nearly: what is compared is in small letters. */
const shown = (level: string): string => level.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase())

/** Why this person: closed deals of the same kind, else what they have in common. */
const Because = ({ line, plan }: Pick<Given, 'line' | 'plan'>) => {
  const say = useSay()
  const { count } = useFigures()
  const option = line.options.find(({ person }) => person === line.person)
  if (!option) return <>—</>
  const { because, near } = option
  if (plan.figures.fit.learned && because) {
    const level = because.trait === 'size' ? fill(say(words.sized), { n: because.level }) : shown(because.level)
    return <>{fill(say(words.because), { level, won: count(because.won), all: count(because.all) })}</>
  }
  return <>{near > 1 ? say(words.nearer) : near > 0 ? say(words.near) : '—'}</>
}

const Row = ({ line, plan, set }: Given) => {
  const say = useSay()
  const nameOf = useNamesOfPeople()
  const { share, money } = useFigures()
  const option = line.options.find(({ person }) => person === line.person)
  const title = line.title ?? '—'
  const places = plan.settings.object === 'deal' ? 'deals' : 'customers'
  return (
    <tr className={line.state === 'excluded' ? css.out : undefined}>
      <td className={`${shared.wrap} ${css.lead}`}>
        <Way to={`/${places}/${line.record}`}>{title}</Way>
        {line.state !== 'planned' && <span className={css.tag}>{say(words[line.state])}</span>}
      </td>
      <td>
        {line.assigned ? (
          nameOf(line.person)
        ) : (
          <Select
            size="xs"
            className={css.who}
            aria-label={`${say(words.person)}: ${title}`}
            placeholder={say(words.left)}
            value={line.person}
            disabled={line.state === 'excluded'}
            allowDeselect={false}
            data={[...line.options]
              .sort((a, b) => b.value - a.value)
              .map(({ person, chance }) => ({ value: person, label: `${nameOf(person)} · ${share(chance)}` }))}
            onChange={(person) => person && person !== line.person && set(line, { state: 'fixed', person })}
          />
        )}
      </td>
      <td className={shared.end}>{option ? share(option.chance) : '—'}</td>
      <td>
        <Because line={line} plan={plan} />
      </td>
      <td className={shared.end}>{money(line.amount)}</td>
      <td className={shared.end}>{option && line.state !== 'excluded' ? money(line.value) : '—'}</td>
      <td>
        {!line.assigned && (
          <div className={css.acts}>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`${say(line.state === 'planned' ? words.out : words.release)}: ${title}`}
              onClick={() => set(line, { state: line.state === 'planned' ? 'excluded' : 'planned' })}
            >
              {say(line.state === 'planned' ? words.out : words.release)}
            </Button>
          </div>
        )}
      </td>
    </tr>
  )
}

/** Who takes what; every line can be given to somebody else or taken out, and the sums follow at once. */
export const Lines = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: linesKey(plan.id),
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call<{ data: readonly Line[] }>('GET', `/insights/assignments/${plan.id}/lines`, {
        query: { limit: page, offset: pageParam },
        signal,
      }),
    getNextPageParam: (last, all) => (last.data.length < page ? undefined : all.length * page),
  })
  const set: Given['set'] = async (line, body) => {
    try {
      await call('POST', `/insights/assignments/${plan.id}/lines/${line.id}`, { body })
      await Promise.all([
        client.invalidateQueries({ queryKey: linesKey(plan.id) }),
        client.invalidateQueries({ queryKey: plansKey }),
      ])
    } catch (problem) {
      warn(sayProblem(problem))
    }
  }
  if (error) return <Failed title={sayProblem(error)} />
  if (isPending) return <Bone width="100%" height={240} />
  return (
    <section className={shared.card}>
      <h2>{say(words.list)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.leadOne)}</th>
              <th>{say(words.person)}</th>
              <th className={shared.end}>{say(words.chance)}</th>
              <th>{say(words.why)}</th>
              <th className={shared.end}>{say(words.amount)}</th>
              <th className={shared.end}>{say(words.value)}</th>
              <th aria-hidden />
            </tr>
          </thead>
          <tbody>
            {data.pages
              .flatMap((one) => one.data)
              .map((line) => (
                <Row key={line.id} line={line} plan={plan} set={set} />
              ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button size="xs" variant="default" mt={10} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say(words.showMore)}
        </Button>
      )}
    </section>
  )
}
