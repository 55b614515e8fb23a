import { Button } from '@mantine/core'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { fill } from '../../ui/fill.ts'
import { tell, warn } from '../../ui/toast.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { PlansPage, usePlans } from '../plans-page.tsx'
import { isRefusal } from '../refusal.ts'
import { Ask } from './ask.tsx'
import { Lines, linesKey, plansKey } from './lines.tsx'
import { PeopleTable } from './people-table.tsx'
import type { Plan } from './report.ts'
import { Came, FitCard, Kept, Tiles } from './told.tsx'
import { words } from './words.ts'

const refresh = () => void client.invalidateQueries({ queryKey: plansKey })

/** What is done with the plan that is looked at. */
const Acts = ({ plan, again, busy }: { plan: Plan; again: () => void; busy: boolean }) => {
  const say = useSay()
  const { count } = useFigures()
  const path = `/insights/assignments/${plan.id}`
  const act = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
      refresh()
      await client.invalidateQueries({ queryKey: linesKey(plan.id) })
      await client.invalidateQueries({ queryKey: ['records', plan.settings.object] })
    } catch (problem) {
      warn(sayProblem(problem))
    }
  }
  const assign = async () => {
    const done = await call<{ assigned: number; refused: number; taken: number }>('POST', `${path}/assign`)
    const numbers = { assigned: count(done.assigned), refused: count(done.refused), taken: count(done.taken) }
    const all = done.refused + done.taken === 0
    tell(fill(say(all ? words.done : words.doneBut), numbers))
  }
  const back = async () => {
    const { kept } = await call<{ kept: readonly unknown[] }>('POST', `${path}/undo`)
    tell(kept.length === 0 ? say(words.taken) : fill(say(words.takenBut), { n: count(kept.length) }))
  }
  const drop = async () => void (await call('DELETE', path))
  return (
    <div className={shared.card}>
      {plan.changed > 0 && !plan.assigned_at && <p className={shared.say}>{say(words.changed)}</p>}
      <div className={shared.actions}>
        {plan.assigned_at ? (
          <Button variant="default" onClick={() => void act(back)}>
            {say(words.back)}
          </Button>
        ) : (
          <>
            <Button onClick={() => void act(assign)}>{say(words.assign)}</Button>
            <Button variant="default" disabled={busy} onClick={again}>
              {say(words.again)}
            </Button>
          </>
        )}
        <Button variant="subtle" color="red" onClick={() => void act(drop)}>
          {say(words.drop)}
        </Button>
      </div>
    </div>
  )
}

/** Who takes which lead, by fit and room; and what more room would bring. */
export const AssignmentPage = () => {
  const say = useSay()
  const from = usePlans<Plan>({ kind: 'assignment', path: '/insights/assignments', queryKey: plansKey })
  const { plans, plan, pick, run, busy, begin } = from
  return (
    <PlansPage words={words} from={from}>
      <Ask
        key={plans.length === 0 ? 'first' : 'next'}
        from={plans[0]?.settings}
        busy={busy}
        onAsk={(settings) => begin({ settings })}
      />
      {isRefusal(run?.output) && <p className={shared.notice}>{say(run.output.refusal)}</p>}
      {plans.length > 1 && plan && <Kept plans={plans} on={plan.id} pick={pick} />}
      {plan ? (
        <>
          <Tiles plan={plan} />
          <PeopleTable plan={plan} />
          <Acts plan={plan} busy={busy} again={() => begin({ settings: plan.settings, from: plan.id })} />
          <Lines plan={plan} />
          <Came plan={plan} />
          <FitCard plan={plan} />
        </>
      ) : (
        <p className="quiet">{say(words.first)}</p>
      )}
    </PlansPage>
  )
}
