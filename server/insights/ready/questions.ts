import { lapse } from './lapse.ts'
import type { Question } from './question.ts'

/** Every question that Rapport asks by itself, one line each; the order is that of the page. */
export const questions: readonly Question[] = [lapse]

export const questionOf = (kind: string): Question | undefined => questions.find((one) => one.kind === kind)
