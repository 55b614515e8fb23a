import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/pool.ts'
import type { Files } from '../files/store.ts'
import type { Insights } from '../insights/insights.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Mail } from '../mail/mail.ts'
import type { Custom } from '../records/custom/custom.ts'
import type { Imports } from '../records/import/imports.ts'
import type { Person } from '../records/person.ts'
import type { Engine, PersonalRecords, Records } from '../records/records.ts'
import type { Addresses } from './addresses.ts'
import type { Accounts } from './auth/accounts.ts'
import type { Attempts } from './auth/attempts.ts'
import type { Keys } from './auth/keys.ts'
import type { People } from './auth/people.ts'
import type { Sessions } from './auth/sessions.ts'
import type { Hub } from './changes/hub.ts'
import type { Presence } from './presence/presence.ts'
import type { Buckets } from './rate.ts'

/** Everything that routes work with, built once in app.ts. */
export interface House {
  readonly db: Database
  /** For what works below people. */
  readonly engine: Engine
  readonly records: Records
  /** The records as a person may use them; made once for a person as long as nothing about them changes. */
  readonly as: (person: Person) => PersonalRecords
  /** After a write: what is remembered of people is forgotten when it was about them. */
  readonly written: (object: ObjectDefinition, by: Person) => void
  /** The vocabulary of this moment. */
  readonly vocabulary: () => Vocabulary
  /** Definitions that users add. */
  readonly custom: Custom
  readonly hub: Hub
  /** Who looks at which record just now. */
  readonly presence: Presence
  readonly imports: Imports
  readonly insights: Insights
  /** Begins to load the sample company for this person; the id of the job, or null when it is under way already. */
  readonly loadSample: (person: string) => Promise<string | null>
  readonly jobs: Jobs
  readonly mail: Mail
  readonly files: Files
  readonly accounts: Accounts
  readonly attempts: Attempts
  readonly sessions: Sessions
  readonly people: People
  readonly keys: Keys
  readonly rates: Buckets
  /** Which methods each address takes. */
  readonly addresses: Addresses
  /** What went wrong inside, for the operator. */
  readonly tell: (sentence: string) => void
  readonly clock: Clock
  readonly newId: () => string
  /** Signs session cookies. */
  readonly secret: string
  /** Where people reach us, without a slash at the end. */
  readonly url: string
  /** Most bytes of an uploaded file. */
  readonly mostBytes: number
}
