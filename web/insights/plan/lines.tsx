import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { Bone, Failed } from '../../ui/states.tsx'
import { warn } from '../../ui/toast.tsx'
import { Way } from '../../way.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './plan.module.css'
import type { Line } from './report.ts'
import { words } from './words.ts'

const page = 50
export const plansKey = ['insight_plans']
export const linesKey = (plan: string) => ['insight_plan_lines', plan]

/** Who is offered what; a line can be fixed or taken out, and the next plan keeps to it. */
export const Lines = ({ plan }: { plan: string }) => {
  const say = useSay()
  const { share, price } = useFigures()
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: linesKey(plan),
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call<{ data: readonly Line[] }>('GET', `/insights/plans/${plan}/lines`, {
        query: { limit: page, offset: pageParam },
        signal,
      }),
    getNextPageParam: (last, all) => (last.data.length < page ? undefined : all.length * page),
  })
  const set = async (line: Line, state: Line['state']): Promise<void> => {
    try {
      await call('POST', `/insights/plans/${plan}/lines/${line.id}`, { body: { state } })
      await client.invalidateQueries({ queryKey: linesKey(plan) })
      await client.invalidateQueries({ queryKey: plansKey })
    } catch (problem) {
      warn(sayProblem(problem))
    }
  }
  if (error) return <Failed title={sayProblem(error)} />
  if (isPending) return <Bone width="100%" height={240} />
  const button = (line: Line, state: Line['state'], word: (typeof words)['fix' | 'release' | 'out']) => (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`${say(word)}: ${line.customer_name ?? ''}, ${line.product_name ?? ''}`}
      onClick={() => void set(line, state)}
    >
      {say(word)}
    </Button>
  )
  return (
    <section className={shared.card}>
      <h2>{say(words.list)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.customer)}</th>
              <th>{say(words.product)}</th>
              <th>{say(words.channel)}</th>
              <th className={shared.end}>{say(words.likely)}</th>
              <th className={shared.end}>{say(words.profit)}</th>
              <th aria-hidden />
            </tr>
          </thead>
          <tbody>
            {data.pages
              .flatMap((one) => one.data)
              .map((line) => (
                <tr key={line.id} className={line.state === 'excluded' ? css.out : undefined}>
                  <td>
                    <Way to={`/customers/${line.customer}`}>{line.customer_name}</Way>
                    {line.state !== 'planned' && <span className={css.tag}>{say(words[line.state])}</span>}
                  </td>
                  <td className={shared.wrap}>
                    <Way to={`/products/${line.product}`}>{line.product_name}</Way>
                  </td>
                  <td>{say(words[line.channel])}</td>
                  <td className={shared.end}>{share(line.chance)}</td>
                  <td className={shared.end}>{price(line.gain)}</td>
                  <td>
                    <div className={css.acts}>
                      {line.task ? (
                        <Way to={`/tasks/${line.task}`}>{say(words.task)}</Way>
                      ) : line.state === 'planned' ? (
                        <>
                          {button(line, 'fixed', words.fix)}
                          {button(line, 'excluded', words.out)}
                        </>
                      ) : (
                        button(line, 'planned', words.release)
                      )}
                    </div>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button size="xs" variant="default" mt={10} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say(words.more)}
        </Button>
      )}
    </section>
  )
}
