import { type Label, label } from '../define/label.ts'

/** The ways to learn that a person can choose from, by their names for people. */
export const methodNames = {
  regression: label('Linear regression of yes and no', '对“是/否”的线性回归'),
  logistic: label('Logistic regression', '逻辑回归'),
  linear: label('Linear regression (ridge)', '线性回归（岭）'),
  svm: label('Support vector machine', '支持向量机'),
  tree: label('Decision tree', '决策树'),
  forest: label('Random forest', '随机森林'),
  boosting: label('Boosted trees', '梯度提升树'),
  mlp: label('Neural network', '神经网络'),
  bg_nbd: label('Repeat buying (BG/NBD and Gamma-Gamma)', '重复购买（BG/NBD 与 Gamma-Gamma）'),
} as const satisfies { readonly [name: string]: Label }

export type MethodName = keyof typeof methodNames

/** What suits each sort of answer. */
export const methodsOfTask: { readonly [task in 'yes_no' | 'number' | 'choice']: readonly MethodName[] } = {
  yes_no: ['regression', 'logistic', 'svm', 'tree', 'forest', 'boosting', 'mlp'],
  number: ['linear', 'tree', 'forest', 'boosting', 'mlp'],
  choice: ['logistic', 'svm', 'tree', 'forest', 'boosting', 'mlp'],
}

/** Models of repeat buying foresee what customers bring, and nothing else. */
export const buyingMethods: readonly MethodName[] = ['bg_nbd']

/** What a person decided about a model; stored as its `settings`. */
export interface ChosenSettings {
  /** Compared; none: the usual ones. */
  readonly methods?: readonly string[]
  /** Fields that stay out by default and are taken in. */
  readonly taken?: readonly string[]
  readonly left?: readonly string[]
  /** A version that was learned waits for a person before it serves. */
  readonly approve?: boolean
  /** What a missed yes and a false alarm cost. */
  readonly costs?: { readonly missed: number; readonly alarm: number }
}
