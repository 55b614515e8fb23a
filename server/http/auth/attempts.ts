import { Problem } from '../../errors.ts'
import { Buckets } from '../rate.ts'

/**
 * Guessing passwords is slow from one address and against one account, whichever way it is spread.
 * An account is counted whether it exists or not, so that the answer does not tell.
 */
export class Attempts {
  readonly #addresses = new Buckets({ burst: 30, perMinute: 15 })
  readonly #accounts = new Buckets({ burst: 8, perMinute: 1 })

  /** Refuses when too much was tried; counts the try against the address. */
  begin(address: string, account: string, now: number): void {
    const wait = Math.max(-this.#addresses.take(address, now), this.#accounts.waitMs(account, now))
    if (wait <= 0) return
    const seconds = Math.ceil(wait / 1000)
    throw new Problem('sign_in_paused', `Too many sign-ins failed. Try again in ${seconds} seconds.`, {
      retry_after: seconds,
    })
  }

  failed(account: string, now: number): void {
    this.#accounts.take(account, now)
  }

  succeeded(account: string): void {
    this.#accounts.forget(account)
  }
}
