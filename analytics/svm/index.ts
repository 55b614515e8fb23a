export { type KernelSvm, kernelSvm } from './kernel-svm.ts'
export { type LinearSvm, linearDecisions, linearSvm } from './linear-svm.ts'
export { plattSigmoid, type Sigmoid, temperatureOf } from './platt.ts'

import { kernelSvm } from './kernel-svm.ts'
import { linearSvm } from './linear-svm.ts'

/** Classifiers of this room. */
export const svmClassifiers = [linearSvm, kernelSvm] as const
