import type { Database } from '../../database/pool.ts'
import { authAdapter } from './adapter.ts'

export const sessionDays = 30
const day = 24 * 60 * 60

/** Loaded when somebody first signs in: the library is large, and a request that is signed in does not need it. */
const make = async (db: Database, secret: string, newId: () => string) => {
  const { betterAuth } = await import('better-auth/minimal')
  return betterAuth({
    database: authAdapter(db, newId),
    secret,
    // Only for links that better-auth itself would build; ours are built from the address of the request.
    baseURL: 'http://localhost',
    basePath: '/api/v1/auth',
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
    },
    session: { expiresIn: sessionDays * day, updateAge: day },
    verification: { storeIdentifier: 'hashed' },
    advanced: { cookiePrefix: 'rapport', useSecureCookies: false, database: { generateId: newId } },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
  })
}

type Made = Awaited<ReturnType<typeof make>>

/** better-auth, made on first use and kept. */
export class Better {
  readonly #make: () => Promise<Made>
  #made: Promise<Made> | undefined

  constructor(db: Database, secret: () => Promise<string>, newId: () => string) {
    this.#make = async () => make(db, await secret(), newId)
  }

  get(): Promise<Made> {
    this.#made ??= this.#make()
    return this.#made
  }

  /** Its inside: the stores of users, sessions and verifications, and the hashing of passwords. */
  async inside(): Promise<Awaited<Made['$context']>> {
    return (await this.get()).$context
  }
}
