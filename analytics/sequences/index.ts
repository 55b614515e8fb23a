export { type NextItem, nextItem } from './next-item.ts'
export { type SequencePattern, sequenceParameters, sequentialPatterns } from './patterns.ts'
export { type History, type Sequences, sequencesFrom } from './sequences.ts'
