import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../pool.ts'
import { sql } from '../sql.ts'
import { startCluster } from './cluster.ts'
import { pause } from './process.ts'

const top = mkdtempSync(join(tmpdir(), 'rapport-disk-'))
const mounted = process.getuid?.() === 0 && mount()

function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=240m,mode=755', 'tmpfs', top], { stdio: 'ignore' })
    return true
  } catch {
    // A container without the right to mount cannot show a full disk.
    return false
  }
}
afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', top])
  rmSync(top, { recursive: true, force: true })
})

test.runIf(mounted)(
  'a disk that fills up loses nothing, and work goes on once there is space',
  { timeout: 120_000 },
  async () => {
    const told: string[] = []
    const cluster = await startCluster({
      dataFolder: top,
      settings: { shared_buffers: '16MB', max_wal_size: '32MB', min_wal_size: '32MB' },
      tell: (sentence) => told.push(sentence),
    })
    const db = openDatabase({ address: cluster.address(), patience: { conflicts: 3, lostMs: 500 } })
    const ballast = join(top, 'ballast')
    writeFileSync(ballast, Buffer.alloc(70 * 1024 * 1024, 1))
    await db.run(sql`create table kept (n int, filler text)`)
    await db.run(sql`alter table kept alter filler set storage plain`)
    let acknowledged = 0
    let failed: unknown
    const write = (n: number) =>
      db.transaction((tx) => tx.run(sql`insert into kept select ${n}, repeat('x', 5000) from generate_series(1, 100)`))
    while (!failed && acknowledged < 1_000) {
      await write(acknowledged).then(
        () => acknowledged++,
        (error) => {
          failed = error
        },
      )
    }
    expect(failed).toMatchObject({ name: 'Problem', code: expect.stringMatching(/^(disk_full|postgres_unreachable)$/) })
    rmSync(ballast)
    let back = false
    for (let tries = 0; !back && tries < 60; tries++) {
      back = await write(-1).then(
        () => true,
        () => false,
      )
      if (!back) await pause(500)
    }
    await db.close()
    const patient = openDatabase({ address: cluster.address(), patience: { conflicts: 3, lostMs: 30_000 } })
    const { n } = await patient.one<{ n: number }>(
      sql`select count(distinct n)::int as n from kept where n between 0 and ${acknowledged - 1}`,
    )
    await patient.close()
    await cluster.stop()
    expect(back, told.join('\n')).toBe(true)
    expect(n).toBe(acknowledged)
  },
)
