export { contentBased, type DescribedItems } from './content.ts'
export { ease } from './ease.ts'
export { evaluateRecommender, measureLists, type RecommendMetrics } from './evaluation.ts'
export { hybrid, type LearnOptions, learnMixture, type Part, withColdStart } from './hybrid.ts'
export { implicitFactors } from './implicit-factors.ts'
export {
  filterInteractions,
  type InteractionEvent,
  type Interactions,
  interactionsFrom,
  interactionsFromRows,
} from './interactions.ts'
export { itemNeighbours } from './item-neighbours.ts'
export { popularity } from './popularity.ts'
export {
  type Profile,
  profileOf,
  type Recommendation,
  type Recommender,
  type RecommendOptions,
  recommend,
  recommendAll,
} from './recommender.ts'
export { holdOutLatest, leaveLastOut, type RecommendSplit, splitAtTime } from './split.ts'
export { userNeighbours } from './user-neighbours.ts'
