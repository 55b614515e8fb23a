import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { Runner } from '../../database/runner.ts'
import { Problem } from '../../errors.ts'
import { freeEmails } from '../../system/people.ts'
import type { Better } from './better.ts'

export type LinkPurpose = 'invitation' | 'reset'
const hours: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24, reset: 2 }

export interface Visitor {
  readonly address: string
  readonly agent: string
}

export interface SignedIn {
  readonly user: string
  readonly token: string
}

/** better-auth keeps a link under this name; the purpose is part of the token, so one kind cannot pass for the other. */
const identifier = (token: string): string => `reset-password:${token}`
const prefixes: Readonly<Record<LinkPurpose, string>> = { invitation: 'i-', reset: 'r-' }

const expired = (): Problem => new Problem('link_expired', 'This link has been used or has expired. Ask for a new one.')

/** The passwords and sessions of people, kept by better-auth. Ids are those of the records of `user`. */
export class Accounts {
  readonly #db: Runner
  readonly #better: Better
  readonly #clock: Clock

  constructor(db: Runner, better: Better, clock: Clock) {
    this.#db = db
    this.#better = better
    this.#clock = clock
  }

  /** An account without a password: it signs in once its link has set one. */
  async create(user: { id: string; name: string; email: string }, password?: string): Promise<void> {
    const { internalAdapter, password: hashing } = await this.#better.inside()
    const known = await internalAdapter.findUserById(user.id)
    if (!known) await freeEmails(this.#db, [user.email])
    if (!known) await internalAdapter.createUser({ ...user, emailVerified: false }, { method: 'admin' })
    if (password === undefined) return
    const hash = await hashing.hash(password)
    await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash })
  }

  async makeLink(user: string, purpose: LinkPurpose): Promise<{ token: string; expiresAt: string }> {
    const { internalAdapter } = await this.#better.inside()
    const token = prefixes[purpose] + randomBytes(24).toString('base64url')
    const expiresAt = new Date(this.#clock().getTime() + hours[purpose] * 3_600_000)
    await internalAdapter.createVerificationValue({ identifier: identifier(token), value: user, expiresAt })
    return { token, expiresAt: expiresAt.toISOString() }
  }

  /** Whom a link is for, while it holds. */
  async readLink(token: string): Promise<{ user: string; purpose: LinkPurpose; expiresAt: string }> {
    const { internalAdapter } = await this.#better.inside()
    const found = await internalAdapter.findVerificationValue(identifier(token))
    if (!found || found.expiresAt.getTime() <= this.#clock().getTime()) throw expired()
    const purpose = token.startsWith(prefixes.invitation) ? 'invitation' : 'reset'
    return { user: found.value, purpose, expiresAt: found.expiresAt.toISOString() }
  }

  /** Sets the password, once, and ends every session of the person. */
  async useLink(token: string, password: string): Promise<void> {
    const better = await this.#better.get()
    try {
      await better.api.resetPassword({ body: { token, newPassword: password } })
    } catch (error) {
      if (codeOf(error) === 'INVALID_TOKEN') throw expired()
      throw error
    }
  }

  async signIn(email: string, password: string, remember: boolean, visitor: Visitor): Promise<SignedIn> {
    const better = await this.#better.get()
    const headers = new Headers({ 'user-agent': visitor.agent, 'x-forwarded-for': visitor.address })
    try {
      const body = { email, password, rememberMe: remember }
      const { token, user } = await better.api.signInEmail({ body, headers })
      return { user: user.id, token }
    } catch (error) {
      if (refusals.has(codeOf(error) ?? '')) throw new Problem('sign_in_failed')
      throw error
    }
  }

  /** Whether this is the person's password. */
  async verify(user: string, password: string): Promise<boolean> {
    const { internalAdapter, password: hashing } = await this.#better.inside()
    const account = await internalAdapter.findCredentialAccount(user)
    return account?.password ? hashing.verify({ hash: account.password, password }) : false
  }

  async setPassword(user: string, password: string): Promise<void> {
    const { internalAdapter, password: hashing } = await this.#better.inside()
    await internalAdapter.updatePassword(user, await hashing.hash(password))
  }
}

const refusals = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_EMAIL', 'PASSWORD_TOO_LONG'])

const codeOf = (error: unknown): string | undefined => (error as { body?: { code?: string } }).body?.code
