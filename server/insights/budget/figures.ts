import type { Ground } from './ground.ts'
import type { Learned, Refused, Told } from './learn.ts'
import type { BudgetSettings } from './settings.ts'
import { type Spread, spreadAlike, spreadBest, spreadEvenly, worthOf } from './spread.ts'

/** Another way to share the same total. */
export interface Other {
  readonly amounts: readonly number[]
  readonly value: number
}

/** One total, spread at best and in two other ways. */
export interface Scenario extends Spread {
  readonly percent: number
  readonly budget: number
  /** Standard error of what each amount brings; null for curves that were entered. */
  readonly doubts: readonly (number | null)[]
  readonly present: Other | null
  readonly even: Other
}

/** All that is shown of a plan of a budget. */
export interface BudgetFigures {
  readonly budget: number
  readonly step: number
  readonly channels: readonly Learned[]
  readonly refused: readonly Refused[]
  readonly left: Pick<Ground, 'unripe' | 'foreign' | 'unnamed'>
  readonly scenarios: readonly Scenario[]
}

/** A hundredth, to one digit. */
export const stepOf = (budget: number): number => Number((budget / 100).toPrecision(1))

interface Asked {
  readonly told: readonly Told[]
  readonly step: number
  readonly pays: boolean
}

function scenarioOf({ told, step, pays }: Asked, percent: number, budget: number): Scenario {
  const other = (amounts: readonly number[]): Other => ({ amounts, value: worthOf(told, amounts, pays) })
  const spread = spreadBest(told, { budget, step, pays })
  const alike = spreadAlike(
    told.map(({ present }) => present),
    budget,
  )
  return {
    percent,
    budget,
    ...spread,
    doubts: spread.amounts.map((amount, k) => told[k]!.doubt(amount)),
    present: alike && other(alike),
    even: other(spreadEvenly(told, budget)),
  }
}

interface Ready {
  readonly settings: BudgetSettings
  readonly ground: Ground
  readonly told: readonly Told[]
  readonly refused: readonly Refused[]
  readonly budget: number
  readonly step: number
}

/** Each total that was asked for, solved. */
export function figuresOf(
  { settings, ground, told, refused, budget, step }: Ready,
  onScenario: () => void,
): BudgetFigures {
  const asked = { told, step, pays: settings.measure === 'margin' }
  const { unripe, foreign, unnamed } = ground
  return {
    budget,
    step,
    channels: told.map(({ doubt: _, ...channel }) => channel),
    refused,
    left: { unripe, foreign, unnamed },
    scenarios: settings.scenarios.map((percent) => {
      onScenario()
      return scenarioOf(asked, percent, budget * (1 + percent / 100))
    }),
  }
}
