export { type NaiveBayes, naiveBayes } from './naive-bayes.ts'
export { type TextBayes, textNaiveBayes } from './text-bayes.ts'

import { naiveBayes } from './naive-bayes.ts'

/** Classifiers of this room. */
export const bayesClassifiers = [naiveBayes] as const
