export { type Baskets, basketsFrom, basketsFromNumbers } from './baskets.ts'
export { frequentItemsets, type Itemsets, itemsetNames, itemsetParameters } from './itemsets.ts'
export * from './measures.ts'
export { associationRules, type Rule, ruleParameters } from './rules.ts'
