/*
 * How long an answer with recommendations takes, beside one with the customer alone, over HTTP from a Rapport that runs:
 *
 *   node benchmarks/insights/recommendations.ts <address> <e-mail> <password> [requests] [callers]
 *
 * One round stays below the rate that a person may ask at; wait a minute before the next. The lists must have been worked out before (Insights → Recommendations). What is asked for is noted as shown, as always.
 */
const [address, email, password, requests = '200', callers = '4'] = process.argv.slice(2)
if (!address || !email || !password) throw new Error('Give the address of a Rapport, an e-mail and a password.')

const api = `${address}/api/v1`
const signIn = await fetch(`${api}/auth/sign-in`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: address },
  body: JSON.stringify({ email, password }),
})
if (!signIn.ok) throw new Error(`Signing in failed: ${await signIn.text()}`)
const headers = { cookie: signIn.headers.get('set-cookie')!.split(';')[0]! }

const read = async <T>(path: string): Promise<T> => {
  const reply = await fetch(`${api}${path}`, { headers })
  if (!reply.ok) throw new Error(`GET ${path}: ${await reply.text()}`)
  return (await reply.json()) as T
}

/** Customers who have a list. */
async function customers(): Promise<string[]> {
  const { data } = await read<{ data: { id: string }[] }>('/customers?sort=-orders&limit=500&fields=name')
  return data.map((row) => row.id)
}

const percentile = (times: readonly number[], share: number): string =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1)

async function measured(name: string, path: (i: number) => string): Promise<void> {
  for (let i = 0; i < 20; i++) await read(path(i))
  const times: number[] = []
  let next = 0
  const caller = async () => {
    while (next < Number(requests)) {
      const i = next++
      const began = performance.now()
      await read(path(i))
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: Number(callers) }, caller))
  console.log(
    `${name}: median ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms, p99 ${percentile(times, 0.99)} ms`,
  )
}

const ids = await customers()
const one = (i: number) => ids[(i * 7) % ids.length]!
console.log(`${ids.length} customers, ${requests} requests, ${callers} callers`)
await measured('customer', (i) => `/customers/${one(i)}`)
await measured('recommendations', (i) => `/customers/${one(i)}/recommendations?limit=5`)
