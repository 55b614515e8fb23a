import { Button } from '@mantine/core'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import shared from '../insights.module.css'
import { PlansPage, usePlans } from '../plans-page.tsx'
import { isRefusal } from '../refusal.ts'
import { isTooLittle, Missing } from '../too-little.tsx'
import { Ask } from './ask.tsx'
import { Came } from './came.tsx'
import { Grounds } from './grounds.tsx'
import { Kept, SideBySide } from './kept.tsx'
import { asked, type Plan } from './report.ts'
import { budgetsKey, Split } from './split.tsx'
import { words } from './words.ts'

const refresh = () => void client.invalidateQueries({ queryKey: budgetsKey })

const Drop = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const drop = async (): Promise<void> => {
    try {
      await call('DELETE', `/insights/budgets/${plan.id}`)
      refresh()
    } catch (problem) {
      warn(sayProblem(problem))
    }
  }
  return (
    <Button variant="subtle" color="red" onClick={() => void drop()}>
      {say(words.drop)}
    </Button>
  )
}

/** One plan, all of it. */
const Whole = ({ plan }: { plan: Plan }) => (
  <>
    <Split key={plan.id} plan={plan} />
    <SideBySide plan={plan} />
    <Came plan={plan} />
    <Grounds plan={plan} />
    <Drop plan={plan} />
  </>
)

/** How to spread a budget over channels, and what more of it would bring. */
export const BudgetPage = () => {
  const say = useSay()
  const from = usePlans<Plan>({ kind: 'budget', path: '/insights/budgets', queryKey: budgetsKey })
  const { plans, plan, pick, run, busy, begin } = from
  return (
    <PlansPage words={words} from={from}>
      <Ask
        key={plans.length === 0 ? 'first' : 'next'}
        from={plans[0] && asked(plans[0])}
        busy={busy}
        onAsk={(settings) => begin({ settings })}
      />
      {isTooLittle(run?.output) && <Missing missing={run.output} />}
      {isRefusal(run?.output) && <p className={shared.notice}>{say(run.output.refusal)}</p>}
      {plans.length > 1 && plan && <Kept plans={plans} on={plan.id} pick={pick} />}
      {plan ? <Whole plan={plan} /> : <p className="quiet">{say(words.first)}</p>}
    </PlansPage>
  )
}
