import type { PipelineModel } from '@rapport/analytics/data/index.ts'
import { ridge } from '@rapport/analytics/linear/index.ts'
import type { Fitted, FittedClassifier } from '@rapport/analytics/model.ts'

const name = 'linear_probability'

function answering(fitted: Fitted): FittedClassifier {
  const chances = (x: Parameters<Fitted['predict']>[0]) =>
    fitted.predict(x).map((value) => Math.min(1, Math.max(0, value)))
  return {
    ...fitted,
    model: name,
    classes: Float64Array.of(0, 1),
    predict: (x) => chances(x).map((value) => (value >= 0.5 ? 1 : 0)),
    predictProbability: (x) => Float64Array.from([...chances(x)].flatMap((value) => [1 - value, value])),
    toJSON: () => ({ model: name, regression: fitted.toJSON() }),
  }
}

/** Multivariate linear regression on 1 and 0, read as a probability: plain, and a measure for what the others add. */
export const linearProbability: PipelineModel = {
  name,
  task: 'classification',
  missing: 'refused',
  fit: (data) => answering(ridge.fit(data)),
  fromJSON: (json) => answering(ridge.fromJSON((json as { regression: unknown }).regression)),
}
