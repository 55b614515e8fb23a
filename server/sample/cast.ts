import type { Chance } from './chance.ts'

/** What the parts of the sample are invented around. */
export interface Cast {
  readonly chance: Chance
  readonly now: Date
  readonly newId: () => string
  readonly customers: readonly Member[]
  readonly products: readonly { readonly id: string; readonly name: string; readonly price: string }[]
  readonly orders: readonly {
    readonly id: string
    readonly customer: string
    readonly at: string
    readonly number: string
    readonly product: string | null
  }[]
  readonly returns: readonly {
    readonly id: string
    readonly customer: string
    readonly order: string | null
    readonly at: string
    readonly number: string
  }[]
}

export interface Member {
  readonly id: string
  readonly name: string
  readonly country: string | null
  readonly type: string
  readonly last_order_at: string | null
  readonly first_order_at: string | null
  readonly orders: number
}

export const DAY = 86_400_000

/** A moment so many days from a moment, within working hours. */
export const daysFrom = (moment: string | Date, days: number, chance: Chance): string => {
  const day = new Date(new Date(moment).getTime() + days * DAY).toISOString().slice(0, 10)
  return `${day}T${String(chance.whole(8, 17)).padStart(2, '0')}:${String(chance.whole(0, 59)).padStart(2, '0')}:00.000Z`
}

export const dayFrom = (moment: string | Date, days: number): string =>
  new Date(new Date(moment).getTime() + days * DAY).toISOString().slice(0, 10)

/** The earlier of two moments: nothing of the past may lie in the future. */
export const notAfter = (moment: string, limit: string): string => (moment < limit ? moment : limit)
export const isChinese = (member: Pick<Member, 'country'>): boolean => member.country === 'China'
