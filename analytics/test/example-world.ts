import { kmeans } from '../cluster/index.ts'
import { answersOf, fitPipeline, hashSplit, parseCsv } from '../data/index.ts'
import { logisticRegression } from '../linear/index.ts'
import { blockByKeys, comparerOf, fellegiSunter, gramsOf } from '../linkage/index.ts'
import { fromRows, type Matrix, matrix } from '../matrix.ts'
import { normals } from '../numeric/random.ts'
import { contentBased, ease, holdOutLatest, interactionsFrom } from '../recommend/index.ts'
import { choose, positiveOf } from '../select/index.ts'
import { gradientBoosting } from '../trees/boosting.ts'
import { decisionTree } from '../trees/index.ts'
import { bgNbd, buyingHistory, gammaGamma, twoModelUplift } from '../value/index.ts'

/** What the examples in the docstrings take as given: a small shop, by room where the same word means different things. */
export type World = { readonly [name: string]: unknown }

const rows = 120
const noise = normals(3, rows * 4)

/** Codes of 0 to 3 in columns 0, 2 and 3, so that any of them may be called a category. */
function learningRows(): Matrix {
  const data = noise.map((e, k) => (k % 4 === 1 ? e + 3 : Math.min(3, Math.floor(Math.abs(2 * e)))))
  return matrix(rows, 4, data, ['plan', 'spend', 'visits', 'region'])
}

const x = learningRows()
const y = Float64Array.from({ length: rows }, (_, i) => (x.data[i * 4 + 1]! + noise[i * 4 + 2]! > 3 ? 1 : 0))
const bytes = new TextEncoder().encode(
  `customer,plan,spend,since,churn,Contract,TechSupport\n${Array.from(y, (label, i) => `c-${i},${['free', 'pro', 'team'][i % 3]},${x.data[i * 4 + 1]!.toFixed(2)},2024-0${1 + (i % 9)}-11,${label ? 'yes' : 'no'},${['month', 'year'][i % 2]},${i % 5 ? 'No' : 'Yes'}`).join('\n')}\n`,
)
const table = parseCsv(bytes)
const answers = answersOf(table, 'churn')
const split = hashSplit('churn', table.rows)
const logistic = logisticRegression.fit({ x, y, l2: 1 })
const pipeline = fitPipeline(
  { model: logisticRegression },
  { table, answers, rows: split.train, exclude: ['customer'] },
)
const sales = Float64Array.from({ length: 60 }, (_, t) => 100 + t + 20 * Math.sin((t * Math.PI) / 6) + noise[t]!)
const distances = fromRows([0, 1, 2, 3, 4, 5].map((i) => [0, 1, 2, 3, 4, 5].map((j) => Math.abs(i - j))))

const tsplib = `DIMENSION: 4\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 0 3\n3 4 3\n4 4 0\nEOF\n`
const mps = `NAME\nROWS\n N cost\n L most\nCOLUMNS\n a cost -1 most 1\nRHS\n rhs most 4\nENDATA\n`

const common = {
  x,
  y,
  more: x,
  xTrain: x,
  bytes,
  table,
  answers,
  split,
  task: { table, answers, rows: split.train, exclude: ['customer'] },
  logistic,
  fitted: logistic,
  pipeline,
  column: x.data.filter((_, k) => k % 4 === 1),
  texts: Array.from(y, (label, i) => (label ? `card lost ${i % 7}` : `pay late ${i % 5}`)),
  values: sales,
  sales,
  passengers: sales,
  past: [...sales],
  distances,
  predict: (one: typeof table, which?: Int32Array) => positiveOf(pipeline.predictProbability(one, which)),
  predicted: logistic.predict(x),
  background: table,
  readFile: () => bytes,
}

function shop() {
  const all = Array.from({ length: 900 }, (_, k) => ({
    user: `u${(k * 7) % 40}`,
    item: ['tea', 'rice', 'oil', 'salt', 'soap', 'milk', 'wine', 'nuts', 'figs', 'jam'][(k * k + (k % 11)) % 10]!,
    time: k % 100,
  }))
  const purchases = interactionsFrom(all)
  const parted = holdOutLatest(purchases)
  const films = { items: purchases.items, words: purchases.items.map((item, i) => [item, i % 2 ? 'food' : 'drink']) }
  const inStock = purchases.items.map((_, i) => i !== 3)
  return { purchases, split: parted, films, inStock, model: ease.fit(parted.train), content: contentBased.fit(films) }
}

function buying() {
  const customer = Array.from({ length: 600 }, (_, k) => `c${Math.floor(Math.abs(noise[k % 480]!) * 40)}`)
  const time = customer.map((_, k) => (k * 37) % 546)
  const purchases = { customer, time, amount: customer.map((_, k) => 5 + (k % 13)) }
  const early = customer.map((_, k) => k).filter((k) => time[k]! <= 273)
  const history = buyingHistory(
    {
      customer: early.map((k) => customer[k]!),
      time: early.map((k) => time[k]!),
      amount: early.map((k) => 5 + (k % 13)),
    },
    { end: 273 },
  )
  const treated = y.map((_, i) => i % 2)
  const durations = { time: y.map((_, i) => 1 + (i % 17)), ended: y.map((_, i) => Number(i % 3 > 0)) }
  return {
    purchases,
    buying: bgNbd.fit(history),
    spending: gammaGamma.fit(history),
    treated,
    ...durations,
    durations,
    isTreated: treated,
    model: twoModelUplift(logisticRegression).fit({ x, y, treated }),
  }
}

function people() {
  const names = ['Ann Lee', 'Bob Ray', 'Cai Wu', 'Dee Fox', 'Eve Orr', 'Flo Hay']
  const all = Array.from({ length: 60 }, (_, i) => ({
    name: i % 2 ? names[i % 6]! : `${names[(i + 1) % 6]}`,
    surname: names[i % 6]!.split(' ')[1]!,
    zip: String(10000 + (i >> 1)),
    phone: String(5550000 + (i >> 1)),
    born: `19${60 + ((i >> 1) % 30)}`,
    birthday: `19${60 + ((i >> 1) % 30)}-01-02`,
  }))
  const comparer = comparerOf(all, undefined, [
    { field: 'name', by: 'text' },
    { field: 'phone', by: 'exact' },
  ])
  const pairs = blockByKeys(all, undefined, (p) => [p.born!])
  const comparisons = comparer.compare(pairs)
  const random = comparer.compare(comparer.random(2000, 1))
  const model = fellegiSunter.fit({ candidates: comparisons, random })
  const half = (from: number) => all.slice(from, from + 30)
  const [shop, bookkeeping] = [half(0), half(30)]
  const truth = Float64Array.from(pairs.left, (left, k) => Number((left + pairs.right[k]!) % 3 === 0))
  const texts = { a: all.map((p) => p.name), b: all.map((p) => p.surname), gramsOf: (text: string) => gramsOf(text, 3) }
  const sides = { left: texts.a, right: texts.b }
  return {
    people: all,
    comparer,
    pairs,
    candidates: pairs,
    comparisons,
    judged: comparisons,
    model,
    shop,
    bookkeeping,
    y: truth,
    ...texts,
    sides,
  }
}

/** What each room adds to the common names. */
export function exampleWorld(room: string): World {
  if (room === 'recommend') return { ...common, ...shop() }
  if (room === 'value') return { ...common, ...buying() }
  if (room === 'linkage') return { ...common, ...people() }
  if (room === 'cluster') return { ...common, fitted: kmeans.fit(x, { clusters: 3 }) }
  if (room === 'trees') {
    return { ...common, fitted: gradientBoosting.fit({ x, y, rounds: 20 }), tree: decisionTree.fit({ x, y }) }
  }
  if (room === 'optimise') return { ...common, text: mps, tsplib }
  if (room === 'select') return { ...common, choice: choose(common.task, { recipes: [{ model: logisticRegression }] }) }
  return common
}
