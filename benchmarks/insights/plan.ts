/*
 * The plan of offers for very many customers: how long it takes, how much memory, and how near it is to what no plan exceeds, beside the
 * linear program of all offers at once, which a plan cannot do without.
 *
 *   node benchmarks/insights/plan.ts [customers, 10000] [offers of each, 20] [whole: solve all of it at once too]
 */
import { loadavg } from 'node:os'
import { mulberry32 } from '@rapport/analytics/numeric/random.ts'
import { isBroken, type Limits, type Offer, usesOf } from '@rapport/server/insights/plan/limits.ts'
import { relaxed } from '@rapport/server/insights/plan/program.ts'
import { solve } from '@rapport/server/insights/plan/solve.ts'

const [customers = 10_000, each = 20] = process.argv.slice(2, 4).map(Number)
const products = 200
const chance = mulberry32(3)
const below = (n: number) => Math.floor(chance() * n)

/** Each product by one of three channels; the better it suits, the likelier it is taken. */
const offers: Offer[] = Array.from({ length: customers * each }, (_, j) => {
  const channel = below(3)
  const taken = 0.3 / (1 + (j % each)) + 0.02 * chance()
  return {
    customer: Math.floor(j / each),
    product: Math.floor(products * chance() ** 2),
    channel,
    gain: taken * (10 + 90 * chance()) - [0.05, 3, 1.2][channel]!,
    spends: [0.05, 3, 1.2][channel]!,
    pieces: taken * (1 + below(3)),
  }
})
const limits: Limits = {
  budget: customers * 0.9,
  channels: [null, Math.ceil(customers / 8), Math.ceil(customers / 4)],
  stock: Array.from({ length: products }, (_, k) => (k % 2 ? null : customers / 300)),
  room: Int32Array.from({ length: customers }, () => 1 + below(3)),
}

let most = 0
const watching = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss())
}, 50)

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  most = process.memoryUsage.rss()
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const answer = await work()
  const { user, system } = process.cpuUsage(cpu)
  most = Math.max(most, process.memoryUsage.rss())
  console.log(
    `${name}: ${((performance.now() - began) / 1_000).toFixed(1)} s, CPU ${((user + system) / 1e6).toFixed(1)} s, ${Math.round(most / 1_048_576)} MB at most; load ${loadavg()[0]!.toFixed(1)}`,
  )
  return answer
}

console.log(`${customers} customers, ${offers.length} offers, ${products} products`)
let steps = 0
const plan = await timed('the plan, and what its limits are worth', () =>
  solve(offers, limits, { fixed: [], excluded: [], onStep: () => steps++ }),
)
const made = plan.chosen.map((j) => offers[j]!)
const broken = usesOf(made, limits).filter(isBroken)
console.log(
  `${made.length} contacts, profit ${plan.profit.toFixed(0)}, ${((1 - plan.profit / plan.bound) * 100).toFixed(3)} % below what no plan exceeds; ${broken.length} limits broken; ${plan.worths.length} worths; ${steps} programs`,
)
if (process.argv[4] === 'whole') {
  const all = await timed('the linear program of all offers at once', () => relaxed(offers, limits))
  console.log(
    `its profit ${all.profit.toFixed(0)}, the bound of the plan is ${(plan.bound / all.profit).toFixed(5)} of it`,
  )
}
clearInterval(watching)
