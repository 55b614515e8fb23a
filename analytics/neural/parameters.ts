import { boolean_, choice_, integer_, list_, nullable_, number_, type Values } from '../params.ts'

/** Parameters of a multilayer perceptron. */
export const networkParameters = {
  hidden: list_(integer_({ default: 1, min: 1, max: 4096 }), { default: [64], help: 'units of each hidden layer' }),
  activation: choice_(['relu', 'tanh'], { default: 'relu', help: 'of the hidden units' }),
  epochs: integer_({ default: 200, min: 1, max: 100000, help: 'passes over the rows, at most' }),
  batch: integer_({ default: 200, min: 1, help: 'rows of a step' }),
  learningRate: number_({ default: 0.001, above: 0, max: 1, help: "Adam's step" }),
  l2: number_({ default: 1, min: 0, help: 'shrinks the weights; shared out over the rows of a batch' }),
  dropout: number_({ default: 0, min: 0, below: 1, help: 'share of hidden units left out at random while learning' }),
  patience: nullable_(integer_({ default: 1, min: 1 }), {
    default: 10,
    help: 'stop after so many epochs without better loss on held-back rows, keeping the best weights; null: never',
  }),
  validationShare: number_({ default: 0.1, above: 0, below: 1, help: 'share of rows held back when patience is set' }),
  members: integer_({
    default: 3,
    min: 1,
    max: 100,
    help: 'networks with seeds of their own whose answers are averaged',
  }),
  standardise: boolean_({ default: true, help: 'bring columns to mean 0 and deviation 1 first' }),
}

/** Values of {@link networkParameters}. */
export type NetworkValues = Values<typeof networkParameters>
