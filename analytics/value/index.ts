export { type Account, accounts } from './account.ts'
export { bgNbd, type Customer } from './bgnbd.ts'
export { type BuyingChoice, type BuyingScore, chooseBuyingModel } from './choose-buying.ts'
export { coxRegression } from './cox.ts'
export { gammaGamma } from './gamma-gamma.ts'
export type { Repeats } from './history-groups.ts'
export { hypergeometric } from './hypergeometric.ts'
export { type BuyingModel, type Lifetime, lifetimeParameters, lifetimeValue, type SpendingModel } from './lifetime.ts'
export { paretoNbd } from './paretonbd.ts'
export { type BuyingHistory, buyingHistory, type Purchases } from './purchases.ts'
export { type QiniCurve, qiniCurve } from './qini.ts'
export { type Rfm, rfm, rfmParameters } from './rfm.ts'
export { type Durations, kaplanMeier, logRank, type SurvivalCurve } from './survival.ts'
export {
  type FittedUplift,
  type Learner,
  type TreatedRows,
  transformedOutcomeUplift,
  twoModelUplift,
} from './uplift.ts'
