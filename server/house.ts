import { join } from 'node:path'
import { vocabulary as builtIn } from '@rapport/vocabulary/index.ts'
import { areas } from './areas.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { lapseCustomers, lapseJob, lapseTime } from './customers/lapse.ts'
import { type Bell, openBell } from './database/notify.ts'
import type { Database } from './database/pool.ts'
import { Files } from './files/store.ts'
import { Addresses } from './http/addresses.ts'
import { Accounts } from './http/auth/accounts.ts'
import { Attempts } from './http/auth/attempts.ts'
import { Better } from './http/auth/better.ts'
import { Keys } from './http/auth/keys.ts'
import { People } from './http/auth/people.ts'
import { secretOf } from './http/auth/secret.ts'
import { Sessions } from './http/auth/sessions.ts'
import { tidyAccounts, tidyAt, tidyJob } from './http/auth/tidy.ts'
import { Hub } from './http/changes/hub.ts'
import { tellPeople } from './http/changes/tell-people.ts'
import type { House } from './http/house.ts'
import { Presence } from './http/presence/presence.ts'
import { Buckets, type Rate } from './http/rate.ts'
import { makeIds } from './ids.ts'
import { importDesk } from './import-desk.ts'
import { importAreas } from './imports.ts'
import { answerArrivals } from './insights/arrival.ts'
import { Insights } from './insights/insights.ts'
import { insightArrival, insightArrivalJob, insightJob, insightNight, insightNightJob } from './insights/job.ts'
import { brightenScores } from './insights/night.ts'
import { Jobs } from './jobs/jobs.ts'
import { openMail } from './mail/mail.ts'
import { openCustom } from './records/custom/custom.ts'
import { nightlyDesignJob, nightlyDesignTime, recountJob } from './records/custom/job.ts'
import { nightly } from './records/custom/nightly.ts'
import { recount } from './records/custom/recount.ts'
import { settleTables } from './records/custom/tables.ts'
import { settleFeed } from './records/feed.ts'
import { Imports } from './records/import/imports.ts'
import { importJob } from './records/import/job.ts'
import { theSystem } from './records/person.ts'
import { createRecords, type Engine } from './records/records.ts'
import { settleTrigrams } from './records/trigrams.ts'
import { type LivingVocabulary, openVocabulary, vocabularyChannel } from './records/vocabulary.ts'
import { remembering } from './remembering.ts'
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
  /** Begins what goes on in the background: jobs, and hearing of what other processes do. */
  wake(): Promise<void>
  close(): Promise<void>
}

const rate: Rate = { burst: 600, perMinute: 1_200 }
const mostBytes = 512 * 1024 * 1024
const aboutPeople = new Set(['user', 'role', 'team'])
const changeChannel = 'rapport_change'
const peopleChannel = 'rapport_people'
const presenceChannel = 'rapport_presence'
/** A NOTIFY can be lost; then changes are told this much later. */
const lookMs = 5_000

type Tell = (sentence: string) => void

/** What the parts of the house are built on. */
interface Ground extends HouseParts {
  readonly tell: Tell
  readonly newId: () => string
  readonly engine: Engine
  readonly living: LivingVocabulary
  readonly bell: Bell
  readonly hub: Hub
  readonly presence: Presence
}

function layGround({ tell = console.error, ...parts }: HouseParts, living: LivingVocabulary): Ground {
  const { db, clock } = parts
  const newId = makeIds(clock)
  const bell = openBell(db, db.direct, tell)
  const changed = () => bell.ring(changeChannel, 'new')
  const engine: Engine = { db, vocabulary: living.current, clock, newId, areas, changed }
  const presence = new Presence(clock, (text) => bell.ring(presenceChannel, text))
  return { ...parts, tell, newId, engine, living, bell, hub: new Hub(db, tell), presence }
}

const whoComesIn = ({ db, clock, newId, living, bell }: Ground, secret: string) => {
  const people = new People(db, living.current, clock)
  const ended = () => bell.ringNow(peopleChannel)
  return {
    people,
    keys: new Keys(db, people, clock, newId, ended),
    accounts: new Accounts(db, new Better(db, async () => secret, newId), clock),
    attempts: new Attempts(),
    sessions: new Sessions(db, clock, secret, ended),
    secret,
  }
}

const whatIsKept = ({ config, clock, newId }: Ground) => ({
  files: new Files({ folder: join(config.dataFolder, 'files'), newId }),
  mail: openMail({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    folder: join(config.dataFolder, 'mail'),
    clock,
    newId,
  }),
})

const openJobs = ({ db, config, newId, tell }: Ground): Jobs =>
  new Jobs({
    address: db.direct,
    newId,
    onError: (error) => tell(`Jobs: ${error.message}`),
    alone: !config.databaseUrl,
  })

const openImports = ({ engine, db, config, clock }: Ground, jobs: Jobs, files: Files, people: People): Imports =>
  new Imports({
    engine,
    desk: importDesk({ db, config, clock, changed: engine.changed }),
    areas: importAreas,
    place: (sha256) => files.place(sha256),
    send: async (id, what) => {
      await jobs.send(importJob, { import: id, what })
    },
    personOf: async ({ run_by, run_role }) => {
      if (run_by === null) return theSystem('import')
      return run_role === null ? people.find(run_by) : people.findKey(run_by, run_role)
    },
  })

const openInsights = ({ db, clock, newId, tell }: Ground, jobs: Jobs): Insights =>
  new Insights({
    db,
    address: db.direct,
    clock,
    newId,
    send: (run, key) => jobs.send(insightJob, { run }, { key }),
    tell,
  })

type Parts = Pick<House, 'jobs' | 'imports' | 'files' | 'people' | 'insights'>

/** What each job does. */
async function takeOnJobs(
  { engine, db, clock }: Ground,
  { jobs, imports, files, people, insights }: Parts,
): Promise<void> {
  await jobs.handle(importJob, (data, run) => imports.work(data.import, data.what, run.signal))
  await jobs.handle(sampleJob, async ({ person: id }) => {
    const person = await people.find(id)
    const { loadSample } = await import('./sample/sample.ts')
    if (person) await loadSample({ engine, imports, files, person })
  })
  await jobs.handle(tidyJob, () => tidyAccounts(db, clock()))
  await jobs.handle(insightJob, (data, run) => insights.work(data.run, run))
  await jobs.handle(insightNightJob, () => brightenScores(db, engine.vocabulary(), insights))
  await jobs.handle(insightArrivalJob, () => answerArrivals(db, insights, clock().toISOString()))
}

/** Hears of what other processes do. Answers how to stop. */
async function listen(
  { bell, living, hub, presence, tell }: Ground,
  forget: () => void,
  messages: () => void,
): Promise<() => void> {
  await bell.listen(vocabularyChannel, () => {
    living
      .reload()
      .then(() => hub.announce())
      .catch((error: Error) => tell(`The definitions could not be read anew: ${error.message}`))
  })
  await bell.listen(changeChannel, () => {
    hub.wake()
    messages()
  })
  await bell.listen(peopleChannel, () => {
    forget()
    hub.announce()
  })
  await bell.listen(presenceChannel, (news) => presence.hear(news))
  const looking = setInterval(() => {
    hub.wake()
    presence.sweep()
    messages()
  }, lookMs)
  return () => clearInterval(looking)
}

/** Everything that answers requests, does jobs and obeys commands, on one database. */
export async function openHouse(parts: HouseParts): Promise<OpenHouse> {
  const { db, config, clock } = parts
  const ground = layGround(parts, await openVocabulary(db, builtIn))
  const { engine, living, bell, hub, newId } = ground
  const records = createRecords(engine)
  const comingIn = whoComesIn(ground, await secretOf(db, 'session'))
  const { people, keys, sessions } = comingIn
  const kept = whatIsKept(ground)
  const jobs = openJobs(ground)
  const imports = openImports(ground, jobs, kept.files, people)
  const insights = openInsights(ground, jobs)
  const closing = new AbortController()
  const find = (user: string) => people.find(user)
  const messages = tellPeople({ db, records, find, signal: closing.signal, changed: engine.changed, tell: ground.tell })
  const forget = () => {
    people.forgetAll()
    keys.forgetAll()
    sessions.forgetAll()
  }
  const later = (object: string) => jobs.send(recountJob, { object }, { key: object })
  const custom = openCustom({ db, base: builtIn, living, clock, newId, engine, later })
  let deafen: (() => void) | undefined
  let waking: Promise<void> | undefined
  let settling: Promise<void> | undefined
  const begin = async () => {
    await settleFeed(db)
    await settleTables(db, living.current())
    deafen = await listen(ground, forget, messages)
    await kept.files.tidy()
    await takeOnJobs(ground, { jobs, imports, files: kept.files, people, insights })
    await jobs.handle(lapseJob, async () => ({ turned: await lapseCustomers(db, clock().toISOString(), newId) }))
    await jobs.handle(recountJob, async ({ object: name }, { signal }) => {
      const object = living.current().find(name)
      if (object) await recount(db, living.current(), object, { signal })
    })
    await jobs.handle(nightlyDesignJob, async () => {
      const made = await nightly(db, living.current(), custom, clock().toISOString())
      for (const object of made.objects) await later(object)
      return made
    })
    await jobs.start()
    await jobs.schedule(lapseJob, lapseTime, {})
    await jobs.schedule(tidyJob, tidyAt, {})
    settling = settleTrigrams(db, living.current(), closing.signal).catch((error: Error) => {
      if (!closing.signal.aborted) ground.tell(`Filters for a piece of a text stay slow for now: ${error.message}`)
    })
    await jobs.schedule(insightNightJob, insightNight, {})
    await jobs.schedule(insightArrivalJob, insightArrival, {})
    await jobs.schedule(nightlyDesignJob, nightlyDesignTime, {})
    for (const { object } of await custom.recounts()) await later(object)
  }
  return {
    ...comingIn,
    ...kept,
    engine,
    db,
    records,
    as: remembering(records, living.current),
    written: ({ name }) => {
      if (!aboutPeople.has(name)) return
      forget()
      bell.ring(peopleChannel, 'new')
    },
    vocabulary: living.current,
    custom,
    hub,
    presence: ground.presence,
    tell: ground.tell,
    imports,
    insights,
    loadSample: (person) => jobs.send(sampleJob, { person }, { key: 'sample' }),
    jobs,
    rates: new Buckets(parts.rate ?? rate),
    addresses: new Addresses(),
    clock,
    newId,
    url: config.url,
    mostBytes,
    wake: () => {
      waking ??= begin()
      return waking
    },
    close: async () => {
      // Whoever woke it heard why it failed; what has begun is ended all the same.
      await waking?.catch(() => undefined)
      closing.abort()
      await settling
      deafen?.()
      await jobs.stop()
      await bell.close()
      kept.mail.close()
    },
  }
}
