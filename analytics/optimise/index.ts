export { type AnnealingProblem, anneal, annealingParameters } from './annealing.ts'
export { type Assignment, assign } from './assignment.ts'
export { type Allocation, allocateBudget, type Channel, saturating, sShaped } from './budget.ts'
export {
  binaryGenes,
  evolve,
  type Genes,
  type GeneticProblem,
  type GeneticResult,
  geneticParameters,
  orderGenes,
  realGenes,
} from './genetic.ts'
export {
  type OrderCosts,
  type OrderPlan,
  planOrders,
  planStock,
  type StockPlan,
  type StockProblem,
} from './inventory.ts'
export { knapsack, type Packing } from './knapsack.ts'
export { readMps } from './mps.ts'
export {
  nearestRoutes,
  orienteeringParameters,
  type Routes,
  routesInOrder,
  type Stop,
  type TeamPlan,
  type TeamProblem,
  teamOrienteering,
  type Vehicle,
} from './orienteering.ts'
export { type LeftOut, leftOut } from './orienteering-left.ts'
export { type Condition, type LinearProgram, linearProgram, type ProgramInWords, type Terms } from './program.ts'
export { type FittedResponse, fitResponse, type ResponseCurve, responseAt, responseError } from './response.ts'
export { type Edge, pathTo, type ShortestPaths, shortestPaths } from './shortest-path.ts'
export { type ProgramSolution, programParameters, type Range, type Sensitivity, solveProgram } from './solve-program.ts'
export { geneticTour, improveTour, shortestTour, type Tour, tourLength, tourParameters } from './tour.ts'
export { readTsplib } from './tsplib.ts'
