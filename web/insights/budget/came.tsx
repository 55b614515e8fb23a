import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { fill } from '../../ui/fill.ts'
import { Bone, Failed } from '../../ui/states.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { useChannelName } from './names.ts'
import type { Outcome, Plan } from './report.ts'
import { words } from './words.ts'

/** What was spent and earned since, beside the plan. */
export const Came = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const nameOf = useChannelName()
  const { money, count } = useFigures()
  const { data, error, isPending } = useQuery({
    queryKey: ['insight_budget_outcome', plan.id, plan.amounts],
    queryFn: ({ signal }) => call<Outcome>('GET', `/insights/budgets/${plan.id}/outcome`, { signal }),
  })
  if (error) return <Failed title={sayProblem(error)} />
  if (isPending) return <Bone width="100%" height={140} />
  const { channels, passed, days } = data
  const none = channels.every(({ campaigns }) => campaigns === 0)
  return (
    <section className={shared.card}>
      <h2>{say(words.outcome)}</h2>
      <p className={shared.say}>
        {none ? say(words.outcomeNone) : fill(say(words.outcomeAbout), { passed: count(passed), days: count(days) })}
      </p>
      {!none && (
        <div className={shared.tableScroll}>
          <table className={shared.table}>
            <thead>
              <tr>
                <th>{say(words.channel)}</th>
                {[words.planned, words.spent, words.campaigns, words.expected, words.earned].map((word) => (
                  <th key={word.en} className={shared.end}>
                    {say(word)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {channels.map((one) => (
                <tr key={one.channel}>
                  <td>{nameOf(one.channel)}</td>
                  <td className={shared.end}>{money(one.planned)}</td>
                  <td className={shared.end}>{money(one.spent)}</td>
                  <td className={shared.end}>{count(one.campaigns)}</td>
                  <td className={shared.end}>{one.expected === null ? '—' : money(one.expected)}</td>
                  <td className={shared.end}>{one.earned === null ? '—' : money(one.earned)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
