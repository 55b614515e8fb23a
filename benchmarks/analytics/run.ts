// node benchmarks/analytics/run.ts [part of a name …]: measures tasks, each in a process of its own, against times.json.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { linearTasks } from './linear.ts'
import { header, line, measure } from './measure.ts'
import { modelTasks } from './models.ts'
import { optimiseTasks } from './optimising.ts'
import { pipelineTasks } from './pipeline.ts'
import { purchaseTasks } from './purchases.ts'
import { recommendTasks } from './recommending.ts'

const tasks = [...linearTasks, ...modelTasks, ...pipelineTasks, ...purchaseTasks, ...recommendTasks, ...optimiseTasks]
const [first, ...rest] = process.argv.slice(2)

if (first === '--one') {
  const task = tasks.find(({ name }) => name === rest[0])
  console.log(task ? line(measure(task)) : `There is no task "${rest[0]}".`)
} else if (first === '--json') {
  console.log(JSON.stringify(measure(tasks.find(({ name }) => name === rest[0])!)))
} else {
  const wanted = [first, ...rest].filter((part) => part !== undefined)
  console.log(header)
  for (const { name } of tasks.filter((task) => !wanted.length || wanted.some((part) => task.name.includes(part)))) {
    const result = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--one', name], { encoding: 'utf8' })
    process.stdout.write(result.stdout || result.stderr)
  }
}
