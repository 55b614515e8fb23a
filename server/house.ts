import { join } from 'node:path'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { vocabulary as builtIn } from '@rapport/vocabulary/index.ts'
import { areas } from './areas.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { openBell } from './database/notify.ts'
import type { Database } from './database/pool.ts'
import { Files } from './files/store.ts'
import { Accounts } from './http/auth/accounts.ts'
import { Attempts } from './http/auth/attempts.ts'
import { Better } from './http/auth/better.ts'
import { Keys } from './http/auth/keys.ts'
import { People } from './http/auth/people.ts'
import { secretOf } from './http/auth/secret.ts'
import { Sessions } from './http/auth/sessions.ts'
import { Hub } from './http/changes/hub.ts'
import type { House } from './http/house.ts'
import { Buckets, type Rate } from './http/rate.ts'
import { makeIds } from './ids.ts'
import { importAreas } from './imports.ts'
import { Jobs } from './jobs/jobs.ts'
import { openMail } from './mail/mail.ts'
import { openCustom } from './records/custom/custom.ts'
import { settleFeed } from './records/feed.ts'
import { Imports } from './records/import/imports.ts'
import { importJob } from './records/import/job.ts'
import { type Person, theSystem } from './records/person.ts'
import { createRecords, type Engine, type PersonalRecords, type Records } from './records/records.ts'
import { openVocabulary, vocabularyChannel } from './records/vocabulary.ts'
import { sampleJob } from './sample/job.ts'

export interface HouseParts {
  readonly db: Database
  readonly config: Config
  readonly clock: Clock
  /** Requests of one person or key. */
  readonly rate?: Rate
  /** What went wrong inside, for the operator. */
  readonly tell?: (sentence: string) => void
}

export interface OpenHouse extends House {
  /** For what works below people: imports, commands. */
  readonly engine: Engine
  /** Begins what goes on in the background: jobs, and hearing of what other processes do. */
  wake(): Promise<void>
  close(): Promise<void>
}

const rate: Rate = { burst: 600, perMinute: 1_200 }
const mostBytes = 512 * 1024 * 1024
const aboutPeople = new Set(['user', 'role', 'team'])
const changeChannel = 'rapport_change'
const peopleChannel = 'rapport_people'
/** A NOTIFY can be lost; then changes are told this much later. */
const lookMs = 5_000

/** The records as a person may use them, kept while the person and the vocabulary stay the same. */
const remembering = (records: Records, current: () => Vocabulary): House['as'] => {
  const known = new WeakMap<Person, { vocabulary: Vocabulary; own: PersonalRecords }>()
  return (person) => {
    const vocabulary = current()
    const before = known.get(person)
    if (before?.vocabulary === vocabulary) return before.own
    const own = records.as(person)
    known.set(person, { vocabulary, own })
    return own
  }
}

/** Everything that answers requests, does jobs and obeys commands, on one database. */
export async function openHouse({ db, config, clock, ...parts }: HouseParts): Promise<OpenHouse> {
  const tell = parts.tell ?? console.error
  const newId = makeIds(clock)
  const secret = await secretOf(db, 'session')
  const living = await openVocabulary(db, builtIn)
  const current = living.current
  const bell = openBell(db, db.direct, tell)
  const hub = new Hub(db, tell)
  const changed = () => bell.ring(changeChannel, 'new')
  const engine: Engine = { db, vocabulary: current, clock, newId, areas, changed }
  const records = createRecords(engine)
  const people = new People(db, current, clock)
  const keys = new Keys(db, people, clock, newId)
  const jobs = new Jobs({
    address: db.direct,
    newId,
    onError: (error) => tell(`Jobs: ${error.message}`),
    alone: !config.databaseUrl,
  })
  const files = new Files({ folder: join(config.dataFolder, 'files'), newId })
  const imports = new Imports({
    engine,
    areas: importAreas,
    place: (sha256) => files.place(sha256),
    send: async (id, what) => {
      await jobs.send(importJob, { import: id, what })
    },
    personOf: async (id) => (id === null ? theSystem('import') : people.find(id)),
  })
  const mail = openMail({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    folder: join(config.dataFolder, 'mail'),
    clock,
    newId,
  })
  const forget = () => {
    people.forgetAll()
    keys.forgetAll()
  }
  let looking: NodeJS.Timeout | undefined
  return {
    engine,
    db,
    records,
    as: remembering(records, current),
    written: ({ name }) => {
      if (!aboutPeople.has(name)) return
      forget()
      bell.ring(peopleChannel, 'new')
    },
    vocabulary: current,
    custom: openCustom({ db, base: builtIn, living, clock, newId, engine }),
    hub,
    imports,
    loadSample: (person) => jobs.send(sampleJob, { person }, { key: 'sample' }),
    jobs,
    mail,
    files,
    accounts: new Accounts(new Better(db, async () => secret, newId), clock),
    attempts: new Attempts(),
    sessions: new Sessions(db, clock, secret),
    people,
    keys,
    rates: new Buckets(parts.rate ?? rate),
    clock,
    newId,
    secret,
    url: config.url,
    mostBytes,
    wake: async () => {
      await settleFeed(db)
      await bell.listen(vocabularyChannel, () => {
        living.reload().catch((error: Error) => tell(`The definitions could not be read anew: ${error.message}`))
      })
      await bell.listen(changeChannel, () => hub.wake())
      await bell.listen(peopleChannel, forget)
      looking = setInterval(() => hub.wake(), lookMs)
      await jobs.handle(importJob, (data, run) => imports.work(data.import, data.what, run.signal))
      await jobs.handle(sampleJob, async ({ person: id }) => {
        const person = await people.find(id)
        const { loadSample } = await import('./sample/sample.ts')
        if (person) await loadSample({ engine, imports, files, person })
      })
      await jobs.start()
    },
    close: async () => {
      clearInterval(looking)
      await jobs.stop()
      await bell.close()
      mail.close()
    },
  }
}
