import { profileOf, type Recommender } from '@rapport/analytics/recommend/recommender.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Runner } from '../../database/runner.ts'
import { numbersIn, type Rows } from '../model/examples.ts'
import type { Opponent } from '../model/lists.ts'
import { type Learned, type Method, methodNamed, methods, type Weights } from '../recommend/methods.ts'
import type { RecommendContent } from '../recommend/report.ts'
import { boughtBefore } from '../recommend/windows.ts'
import { wordsFor } from '../recommend/words.ts'
import { readResult } from '../result.ts'
import type { Past } from './past.ts'

/** What anyone would say without a model; where a rule says the same of several, what sells at present comes first. */
export function simpleRules(rows: Rows): Opponent[] {
  const recent = numbersIn(rows, 'all_recent')
  const by = (name: string) => numbersIn(rows, name).map((value, i) => value + recent[i]! / 1_000)
  return [
    { name: 'popular', label: label('what sells best at present', '近期最畅销的'), scores: recent },
    { name: 'usual', label: label('what the customer bought most often', '客户最常购买的'), scores: by('own_times') },
    { name: 'last', label: label('what the customer bought last', '客户上次购买的'), scores: by('own_last') },
  ]
}

/** The method that the recommendations were found to be best by; neighbouring items where none have been worked out. */
async function recommenderNow(db: Runner): Promise<{ method: Method; weights: Weights }> {
  const found = await readResult<RecommendContent>(db, 'recommend')
  if (!found || 'tooLittle' in found.content) return { method: 'neighbours', weights: {} }
  return { method: found.content.trial.chosen, weights: found.content.trial.weights }
}

const needed = (method: Method, weights: Weights): (keyof typeof methods)[] =>
  method === 'hybrid' ? (Object.keys(weights) as (keyof typeof methods)[]) : [method]

/** The recommender, learned from all that was bought before the day; it may name what a customer has bought, as everyone here. */
export async function recommenderSays(db: Runner, past: Past, day: number, customers: readonly number[]) {
  const { method, weights } = await recommenderNow(db)
  const ground = { table: boughtBefore(past.sold, day), words: await wordsFor(db, past.sold.items) }
  const learned: Learned = Object.fromEntries(
    needed(method, weights).map((name) => [name, methods[name](ground, { seed: 1 })]),
  )
  const model: Recommender = methodNamed(method, learned, weights)
  const size = past.candidates.length
  const scores = new Float64Array(customers.length * size)
  customers.forEach((customer, u) => {
    const all = model.score(profileOf(ground.table, customer))
    past.candidates.forEach((item, k) => {
      scores[u * size + k] = all[item]!
    })
  })
  return { name: 'recommender', label: label('the recommender', '推荐算法'), scores } satisfies Opponent
}
