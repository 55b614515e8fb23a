import { Agent, request } from 'node:http'

export interface Ask {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

export interface Sender {
  readonly port: number
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
}

const send = (agent: Agent, { port, headers }: Sender, ask: Ask): Promise<number> =>
  new Promise((resolve, reject) => {
    const more =
      ask.body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(ask.body)) }
    const sent = request(
      { agent, port, host: '127.0.0.1', method: ask.method, path: ask.path, headers: { ...headers, ...more } },
      (response) => {
        let text = ''
        response.on('data', (chunk) => {
          if ((response.statusCode ?? 500) >= 300) text += chunk
        })
        response.on('end', () => {
          if ((response.statusCode ?? 500) < 300) resolve(response.statusCode!)
          else reject(new Error(`${ask.method} ${ask.path} answered ${response.statusCode}: ${text.slice(0, 300)}`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(ask.body)
  })

/** Sends a fixed number of requests over so many connections, one after another on each. */
export async function sendAll(sender: Sender, asks: (i: number) => Ask, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: sender.connections })
  let next = 0
  const loop = async () => {
    while (next < count) await send(agent, sender, asks(next++))
  }
  await Promise.all(Array.from({ length: sender.connections }, loop))
  agent.destroy()
}
