import type { Locale } from '@rapport/vocabulary/define/label.ts'
import type { Ability, Grants } from '@rapport/vocabulary/define/permission.ts'

export type Via = 'web' | 'api' | 'import' | 'command' | 'rule' | 'job'

/** Who asks. Everything that reads or writes records starts from a person. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly grants: Grants
  readonly abilities: readonly Ability[]
  /** Ids of users whose records count as the team's: members of one's own teams and of those one manages. */
  readonly team: readonly string[]
  readonly locale: Locale
  readonly offsetMinutes: number
  readonly via: Via
  /** Who looks through this person's eyes; then nothing is written. */
  readonly viewedBy?: string
  /** The one role that an API key is bound to; absent for a person who acts with all of theirs. */
  readonly role?: string
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** The server itself: rules, jobs and commands. May do everything. */
export const theSystem = (via: Via): Person => ({
  id: nobody,
  name: 'Rapport',
  grants: { '*': { read: 'all', create: 'all', update: 'all', delete: 'all', export: 'all' } },
  abilities: ['people', 'designer', 'imports', 'settings', 'audit'],
  team: [],
  locale: 'en',
  offsetMinutes: 0,
  via,
})

/** What is written down as who did it: nobody for the server itself. */
export const writtenId = (person: Person): string | null => (person.id === nobody ? null : person.id)
