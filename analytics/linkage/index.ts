export { blockByKeys, type CandidatePairs, type KeysOf, sortedNeighbours, unionOfPairs } from './blocking.ts'
export {
  type Comparer,
  type Comparisons,
  comparerOf,
  comparisonFeatures,
  type FieldComparison,
  type LinkRecord,
} from './comparison.ts'
export { jaro, jaroWinkler, levenshtein, levenshteinSimilarity } from './edit-distance.ts'
export { fellegiSunter, type LinkageInput } from './fellegi-sunter.ts'
export { judgePairs, type Link, type Linkage, type LinkOptions, linkRecords } from './link.ts'
export { plainDigits, plainMailbox, plainText, romanised, sortedWords } from './normalise.ts'
export { cologne, nysiis, soundex } from './phonetic.ts'
export { clustersOf, onePartner, type ScoredPairs } from './resolve.ts'
export { nearestTexts, type SimilarPair, type TextVectors, textVectors } from './tfidf-join.ts'
export { dice, gramsOf, jaccard, mongeElkan, overlap, wordsOf } from './token-similarity.ts'
