import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { barrierFor, type Identity } from '../database/embedded/identity.ts'
import { postgresIn, until } from '../database/embedded/process.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const root = process.getuid?.() === 0
const nobody: Identity = { uid: 65534, gid: 65534 }
const top = mkdtempSync(join(tmpdir(), 'rapport-start-'))
chmodSync(top, 0o755)
// Shared by all who start here, as it is in a clone.
mkdirSync(join(top, 'compiled'))
chmodSync(join(top, 'compiled'), 0o777)

type Started = { child: ChildProcess; out(): string; err(): string; ended: Promise<number | null> }
const running: Started[] = []

function start(env: Record<string, string>, identity?: Identity): Started {
  const child = spawn(process.execPath, [main, 'start'], {
    ...identity,
    env: { PATH: process.env.PATH, PORT: '0', NODE_COMPILE_CACHE: join(top, 'compiled'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const started = { child, out: () => said.out, err: () => said.err, ended }
  running.push(started)
  return started
}

async function up(started: Started): Promise<string> {
  const answered = () => /Rapport runs at (\S+)/.test(started.out()) || started.child.exitCode !== null
  await until(answered, 30_000, 20)
  const address = /Rapport runs at (\S+)/.exec(started.out())?.[1]
  if (!address) throw new Error(`It did not come up: ${started.err()}`)
  return address
}

/** Starts what cannot start; answers its sentence. */
async function refused(env: Record<string, string>, identity?: Identity): Promise<string> {
  const started = start(env, identity)
  expect(await started.ended).toBe(1)
  expect(started.err()).not.toContain('    at ')
  return started.err()
}

let made = 0
const newFolder = () => join(top, `data-${made++}`)

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM')
    await ended
  }
})
afterAll(() => rmSync(top, { recursive: true, force: true }))

test('it prints one address, answers there, and leaves nothing running behind', { timeout: 60_000 }, async () => {
  const data = newFolder()
  const server = start({ RAPPORT_DATA: data })
  const address = await up(server)
  expect((await fetch(`${address}/api/health`)).status).toBe(200)
  expect(server.out().match(/http:/g)).toHaveLength(1)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(postgresIn(join(data, 'database'))).toEqual([])
  expect(existsSync(join(data, 'owner.json'))).toBe(false)
})

test('told to stop several times at once, it still stops in order', { timeout: 60_000 }, async () => {
  const data = newFolder()
  const server = start({ RAPPORT_DATA: data })
  await up(server)
  for (const name of ['SIGTERM', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const) server.child.kill(name)
  expect(await server.ended).toBe(0)
  expect(postgresIn(join(data, 'database'))).toEqual([])
})

test('told to stop while it starts, it leaves nothing running behind', { timeout: 60_000 }, async () => {
  const data = newFolder()
  const server = start({ RAPPORT_DATA: data })
  await until(() => postgresIn(join(data, 'database')).length > 0, 30_000, 5)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(postgresIn(join(data, 'database'))).toEqual([])
})

test('a second start on the same data says where the first one runs', { timeout: 60_000 }, async () => {
  const data = newFolder()
  const address = await up(start({ RAPPORT_DATA: data }))
  expect(await refused({ RAPPORT_DATA: data })).toMatch(`Rapport already runs on ${data} at ${address} (process `)
})

let taken: Server
beforeAll(async () => {
  taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  taken.close()
})

test('a taken port is named, with another to try', { timeout: 60_000 }, async () => {
  const { port } = taken.address() as { port: number }
  const data = newFolder()
  expect(await refused({ RAPPORT_DATA: data, PORT: String(port) })).toContain(
    `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
  )
  expect(postgresIn(join(data, 'database'))).toEqual([])
})

test('settings that make no sense are named all at once', async () => {
  const said = await refused({ PORT: 'http', DATABASE_URL: 'mysql://x', RAPPORT_PROT: '1' })
  expect(said).toContain('PORT is "http", but a port is a whole number from 0 to 65535.')
  expect(said).toContain('DATABASE_URL is "mysql://x", but an address like postgres://')
  expect(said).toContain('RAPPORT_PROT is not a setting.')
})

test('an outside server that does not answer is named without its password', async () => {
  const said = await refused({ DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/shop' })
  expect(said).toContain(
    'PostgreSQL at postgres://someone:…@127.0.0.1:1/shop cannot be used: nothing listens at that address.',
  )
})

test('a data folder that may not be written is named', async () => {
  const data = newFolder()
  mkdirSync(data, { mode: 0o555 })
  chmodSync(data, 0o555)
  const said = await refused({ RAPPORT_DATA: data }, root ? nobody : undefined)
  expect(said).toMatch(/The data folder \S+ cannot be written: user .* may not write there/)
})

test('a data folder below a file is named', async () => {
  const file = join(top, 'file')
  writeFileSync(file, '')
  expect(await refused({ RAPPORT_DATA: join(file, 'data') })).toContain('cannot be written')
})

test('data of another PostgreSQL is left alone, and the way out is told', async () => {
  const data = newFolder()
  mkdirSync(join(data, 'database'), { recursive: true })
  writeFileSync(join(data, 'database', 'PG_VERSION'), '17\n')
  const said = await refused({ RAPPORT_DATA: data })
  expect(said).toMatch(/was written by PostgreSQL 17; this Rapport brings PostgreSQL 18.*npx rapport backup/)
  expect(readdirSync(join(data, 'database'))).toEqual(['PG_VERSION'])
})

const mountable = root && canMount()
function canMount(): boolean {
  const place = join(top, 'mount')
  mkdirSync(place)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', place], { stdio: 'ignore' })
    return true
  } catch {
    // A container without the right to mount cannot show a full disk.
    return false
  }
}
afterAll(() => {
  if (mountable) execFileSync('umount', ['-l', join(top, 'mount')])
})

test.runIf(mountable)('a full disk is named', { timeout: 60_000 }, async () => {
  const data = join(top, 'mount', 'data')
  expect(await refused({ RAPPORT_DATA: data })).toContain(`The disk that holds ${data} is full.`)
})

test.runIf(root)('a data folder that PostgreSQL cannot reach is named, with the folder in its way', async () => {
  const locked = join(top, 'private')
  mkdirSync(locked, { mode: 0o700 })
  const said = await refused({ RAPPORT_DATA: join(locked, 'data') })
  expect(said).toContain(`PostgreSQL may not run as root, and its user cannot pass ${locked} on the way to`)
})

const reachable = root && barrierFor(nobody, process.execPath) === undefined && barrierFor(nobody, main) === undefined

test.runIf(reachable)('it works as a normal user as well', { timeout: 60_000 }, async () => {
  const data = newFolder()
  mkdirSync(data)
  chownSync(data, nobody.uid, nobody.gid)
  const server = start({ RAPPORT_DATA: data, HOME: '/nonexistent' }, nobody)
  const address = await up(server)
  expect((await fetch(`${address}/api/health`)).status).toBe(200)
  server.child.kill('SIGINT')
  expect(await server.ended).toBe(0)
})

test.runIf(reachable)(
  'what a normal user made, root can go on with, and the user again',
  { timeout: 60_000 },
  async () => {
    const data = newFolder()
    mkdirSync(data)
    chownSync(data, nobody.uid, nobody.gid)
    for (const identity of [nobody, undefined, nobody]) {
      const server = start({ RAPPORT_DATA: data }, identity)
      await up(server)
      server.child.kill('SIGTERM')
      expect(await server.ended).toBe(0)
    }
  },
)
