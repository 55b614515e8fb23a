import { afterEach, describe, expect, it } from 'vitest'
import { kernelsWasm } from './kernels-wasm.ts'
import { compile } from './simd/build.mjs'
import { limitThreads, withTeam } from './team.ts'

afterEach(() => limitThreads(undefined))

describe('the kernels', () => {
  it('are what `node analytics/numeric/simd/build.mjs` makes of their source', { timeout: 120000 }, async () => {
    expect((await compile()) === kernelsWasm).toBe(true)
  })
})

describe('a team', () => {
  const transposed = (threads: number) => {
    limitThreads(threads)
    return withTeam(true, (team) => {
      const [n, p] = [5000, 7]
      const from = team.place(Uint8Array.from({ length: n * p }, (_, k) => (k * 31) % 251))
      const to = team.alloc(n * p)
      for (let round = 0; round < 200; round++) {
        team.run('transpose', Math.ceil(n / 64), team.args([], [from, to, n, p, 64]))
      }
      return team.u8(to, n * p).slice()
    })
  }

  it('does every task once, with one thread or several, round after round', () => {
    const one = transposed(1)
    expect(one[7 * 4999 + 6]).toBe(((6 * 5000 + 4999) * 31) % 251)
    expect(transposed(2)).toEqual(one)
    expect(transposed(5)).toEqual(one)
  })

  it('lends a second team to a call inside a call', () => {
    const value = withTeam(true, (outer) => {
      const at = outer.place(Float64Array.of(7))
      withTeam(true, (inner) => inner.place(Float64Array.of(8, 9, 10)))
      return outer.f64(at, 1)[0]
    })
    expect(value).toBe(7)
  })

  it('grows its memory and keeps what lies there', () => {
    const sum = withTeam(false, (team) => {
      const first = team.place(Float64Array.of(1, 2, 3))
      team.alloc(50_000_000)
      return team.f64(first, 3).reduce((a, b) => a + b)
    })
    expect(sum).toBe(6)
  })
})
