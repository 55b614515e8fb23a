import { binColumn } from './binning'
import { countLines, readNumbers } from './csv'
import { gatherChunk, partitionChunk, splitGroup } from './boost'
import { solveFactors } from './factors'
import { growTree } from './forest'
import { kmeansAssign, kmeansKeep, kmeansSeed, kmeansSpread, kmeansSums, nearestRows } from './kmeans'
import { gramBlock, logitBlock } from './logit'
import { addLeaf, binaryGradient, classGradient, largestResidual, softmax, squaredGradient } from './losses'
import { mlpEpoch, mlpPredict } from './mlp'
import { binRows, prepareNodes, transpose, walk, walkColumns } from './predict'
import { sweepFinish, sweepPanel, sweepPivot, sweepUpdate } from './sweep'
import { decide, dualHinge, hingeProduct, hingeValue, kernelRow, smoSecond, smoUpdate } from './svm'
import { argsNow, awaitAll, awaitRound, claim, finish, kernelNow, publish, setThread, thread } from './team'

export { setThread }

// The numbers are those of `kernels` in ../../team.ts.
function dispatch(kernel: i32, task: i32, args: usize): void {
  switch (kernel) {
    case 0:
      return binColumn(task, args, thread())
    case 1:
      return splitGroup(task, args, thread())
    case 2:
      return partitionChunk(task, args)
    case 3:
      return gatherChunk(task, args)
    case 4:
      return binaryGradient(task, args)
    case 5:
      return classGradient(task, args)
    case 6:
      return softmax(task, args)
    case 7:
      return largestResidual(task, args)
    case 8:
      return squaredGradient(task, args)
    case 9:
      return addLeaf(task, args)
    case 10:
      return growTree(task, args, thread())
    case 11:
      return binRows(task, args)
    case 12:
      return walk(task, args)
    case 13:
      return walkColumns(task, args)
    case 14:
      return prepareNodes(task, args)
    case 15:
      return transpose(task, args)
    case 20:
      return sweepPivot(task, args)
    case 21:
      return sweepPanel(task, args)
    case 22:
      return sweepUpdate(task, args)
    case 23:
      return sweepFinish(task, args)
    case 24:
      return solveFactors(task, args, thread())
    case 40:
      return logitBlock(task, args)
    case 41:
      return gramBlock(task, args)
    case 42:
      return countLines(task, args)
    case 43:
      return readNumbers(task, args)
    case 60:
      return hingeValue(task, args)
    case 61:
      return hingeProduct(task, args)
    case 62:
      return dualHinge(task, args, thread())
    case 63:
      return smoSecond(task, args)
    case 64:
      return smoUpdate(task, args)
    case 65:
      return kernelRow(task, args)
    case 66:
      return decide(task, args)
    case 70:
      return mlpEpoch(task, args)
    case 71:
      return mlpPredict(task, args, thread())
    case 80:
      return kmeansAssign(task, args, thread())
    case 81:
      return kmeansSums(task, args)
    case 82:
      return kmeansSeed(task, args)
    case 83:
      return kmeansSpread(task, args)
    case 84:
      return nearestRows(task, args)
    case 85:
      return kmeansKeep(task, args)
  }
}

// Does tasks until none is left to claim.
function work(): void {
  for (let task = claim(); task >= 0; task = claim()) {
    dispatch(kernelNow(), task, argsNow())
    finish()
  }
}

// Runs `tasks` tasks of a kernel with the help of all threads that are ready, and waits for the last.
export function run(kernel: i32, tasks: i32, args: usize): void {
  if (tasks <= 0) return
  publish(kernel, tasks, args)
  work()
  awaitAll(tasks)
}

// The life of a helper thread.
export function serve(): void {
  let round = 0
  while (true) {
    round = awaitRound(round)
    work()
  }
}
