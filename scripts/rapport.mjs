#!/usr/bin/env node
import { ensureBuilt, ensureCompiled } from './start/build.mjs'
// Plain JavaScript for any Node from 20 on: brings what is missing, then runs the server on the project's own Node.
import { ensureInstalled } from './start/install.mjs'
import { nodeProgram, runNode } from './start/node.mjs'
import { root } from './start/root.mjs'

// A smaller nursery keeps the idle server some 30 MB smaller and costs it nothing that can be measured per request.
const leanness = ['--max-semi-space-size=4']

try {
  const [command = 'help', ...rest] = process.argv.slice(2)
  await ensureInstalled()
  if (command === 'dev') {
    const { develop } = await import('./start/dev.mjs')
    await develop(rest)
  } else {
    if (command === 'start') await Promise.all([ensureBuilt(), ensureCompiled()])
    await runNode(nodeProgram(), [...leanness, `${root}/server/main.ts`, command, ...rest])
  }
} catch (error) {
  if (!(error instanceof Error) || error.name !== 'Sentence') throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
