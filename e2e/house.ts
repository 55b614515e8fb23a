import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface House {
  readonly url: string
  readonly stop: () => Promise<void>
}

const root = join(import.meta.dirname, '..')
const longestStart = 60_000

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const answers = async (url: string): Promise<boolean> =>
  fetch(`${url}/api/v1/setup`).then(
    (response) => response.ok,
    () => false,
  )

const waitFor = async (url: string, child: ChildProcess, said: readonly string[]): Promise<void> => {
  const until = performance.now() + longestStart
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`The server stopped with code ${child.exitCode}:\n${said.join('')}`)
    if (performance.now() > until) throw new Error(`The server did not answer within a minute:\n${said.join('')}`)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

/** A real server on an empty data folder of its own. */
export const startHouse = async (): Promise<House> => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-journey-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...process.env, RAPPORT_DATA: folder, PORT: String(port), RAPPORT_URL: url }
  const child = spawn(process.execPath, [join(root, 'server', 'main.ts'), 'start'], { cwd: root, env, stdio: 'pipe' })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes.toString()))
  await waitFor(url, child, said)
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, stop }
}
