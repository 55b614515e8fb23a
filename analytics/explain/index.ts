export { type LinearContributions, type LinearPredictor, linearContributions, strongest } from './contributions.ts'
export { type Counterfactual, counterfactual, type FieldChange } from './counterfactual.ts'
export { groupsByOrigin, type Importance, permutationImportance } from './importance.ts'
export { type PartialDependence, partialDependence } from './partial-dependence.ts'
