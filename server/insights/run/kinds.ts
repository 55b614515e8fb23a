import type { InsightKind } from './kind.ts'

/** Every kind of analytic work, one line each. A kind is loaded in the thread that runs it, and nowhere else. */
export const insightKinds: { readonly [name: string]: () => Promise<InsightKind> } = {
  baskets: async () => (await import('../baskets/kind.ts')).baskets,
  assignment: async () => (await import('../assignment/kind.ts')).assignment as InsightKind,
  budget: async () => (await import('../budget/kind.ts')).budget as InsightKind,
  all: async () => (await import('../ready/all.ts')).all as InsightKind,
  arrivals: async () => (await import('../model/arrivals.ts')).arrivals,
  train: async () => (await import('../model/train.ts')).train as InsightKind,
  night: async () => (await import('../model/night.ts')).night as InsightKind,
  score: async () => (await import('../model/score.ts')).score as InsightKind,
  collect: async () => (await import('../collect/collect.ts')).collect,
  forecast: async () => (await import('../forecast/kind.ts')).forecast,
  pipeline: async () => (await import('../pipeline/kind.ts')).pipeline as InsightKind,
  plan: async () => (await import('../plan/kind.ts')).plan as InsightKind,
  recommend: async () => (await import('../recommend/kind.ts')).recommend,
  routes: async () => (await import('../routes/kind.ts')).routes as InsightKind,
  segments: async () => (await import('../segments/kind.ts')).segments,
}
