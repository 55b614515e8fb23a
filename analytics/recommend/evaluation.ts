import type { Interactions } from './interactions.ts'
import { type Recommender, recommendAll } from './recommender.ts'
import type { RecommendSplit } from './split.ts'

/**
 * How good lists of k items are, as means over the users who have something held back:
 * `hitRate` share of users with a hit; `recall` hits / min(k, held back), so that 1 can be reached; `precision` hits / k; `ndcg` Σ 1/log₂(rank + 1) over hits
 * divided by its greatest possible value; `mrr` 1 / rank of the first hit; `coverage` share of the items in the training
 * table that appear in any list; `novelty` mean of −log₂ of the share of users who have the listed item, in bits.
 */
export type RecommendMetrics = {
  readonly users: number
  readonly hitRate: number
  readonly recall: number
  readonly precision: number
  readonly ndcg: number
  readonly mrr: number
  readonly coverage: number
  readonly novelty: number
}

/**
 * Measures a recommender fitted on `split.train` by what `split.test` held back. Items of the training profile are not
 * recommended. Cost: one scoring for each user.
 *
 * Source: Järvelin, Kekäläinen, ACM TOIS 20(4), 2002 for NDCG; Vargas, Castells, RecSys 2011 for novelty.
 * @example
 * const split = holdOutLatest(purchases)
 * evaluateRecommender(ease.fit(split.train), split, 10).ndcg
 */
export function evaluateRecommender(model: Recommender, split: RecommendSplit, k = 10): RecommendMetrics {
  const lists = recommendAll(model, split.train, { limit: k })
  return measureLists(lists, split, k)
}

/**
 * The same for lists that were made elsewhere: row-major users × k item numbers, −1 for none.
 * @example
 * measureLists(recommendAll(model, split.train), split, 10).users // 40
 */
export function measureLists(lists: Int32Array, { train, test }: RecommendSplit, k: number): RecommendMetrics {
  const sums = { users: 0, hitRate: 0, recall: 0, precision: 0, ndcg: 0, mrr: 0 }
  for (let user = 0; user < test.users.length; user++) {
    const held = new Set(test.indices.subarray(test.starts[user]!, test.starts[user + 1]!))
    if (held.size > 0) addUser(sums, lists.subarray(user * k, (user + 1) * k), held, k)
  }
  const mean = (sum: number) => sum / Math.max(1, sums.users)
  return {
    users: sums.users,
    hitRate: mean(sums.hitRate),
    recall: mean(sums.recall),
    precision: mean(sums.precision),
    ndcg: mean(sums.ndcg),
    mrr: mean(sums.mrr),
    ...variety(lists, train),
  }
}

type Sums = { users: number; hitRate: number; recall: number; precision: number; ndcg: number; mrr: number }

function addUser(sums: Sums, list: Int32Array, held: ReadonlySet<number>, k: number): void {
  let [hits, gain, ideal, first] = [0, 0, 0, 0]
  for (let rank = 1; rank <= k; rank++) {
    if (rank <= held.size) ideal += 1 / Math.log2(rank + 1)
    if (!held.has(list[rank - 1]!)) continue
    hits++
    gain += 1 / Math.log2(rank + 1)
    first ||= rank
  }
  sums.users++
  sums.hitRate += hits > 0 ? 1 : 0
  sums.recall += hits / Math.min(k, held.size)
  sums.precision += hits / k
  sums.ndcg += gain / ideal
  sums.mrr += first > 0 ? 1 / first : 0
}

function variety(lists: Int32Array, train: Interactions): { coverage: number; novelty: number } {
  const owners = new Int32Array(train.items.length)
  for (const item of train.indices) owners[item]!++
  const seen = new Set<number>()
  let [bits, counted] = [0, 0]
  for (const item of lists) {
    if (item < 0) continue
    seen.add(item)
    if (owners[item] === 0) continue
    bits -= Math.log2(owners[item]! / train.users.length)
    counted++
  }
  return {
    coverage:
      seen.size /
      Math.max(
        1,
        owners.reduce((sum, count) => sum + Math.sign(count), 0),
      ),
    novelty: bits / Math.max(1, counted),
  }
}
