import { failureKind } from '../../database/retry.ts'
import { Problem } from '../../errors.ts'
import { type Call, callOf, type Engine } from '../call.ts'
import { type Person, writtenId } from '../person.ts'
import { type ImportArea, joinedAreas } from './area.ts'
import { columnOf } from './column.ts'
import { type Detected, detect, type FormatWishes } from './detect.ts'
import type { Defaults } from './formats.ts'
import { checkMapping, type Mapping } from './mapping.ts'
import { makePlan } from './plan.ts'
import { type Preview, previewImport } from './preview.ts'
import { refusedCsv } from './refused.ts'
import { BrokenFile } from './row.ts'
import { runImport } from './run.ts'
import { homeCountry, planContext, readerFor } from './setting.ts'
import * as store from './store.ts'
import { type Column, nameOfField, suggest } from './suggest.ts'
import { undoImport } from './undo.ts'

export interface ImportsOptions {
  readonly engine: Engine
  /** What the areas know about importing. */
  readonly areas: readonly ImportArea[]
  /** Where the file with this digest lies. */
  readonly place: (sha256: string) => string
  /** Sets the work going in the background. */
  readonly send: (id: string, what: 'run' | 'undo') => Promise<void>
  /** Who an import belongs to, for work in the background; undefined when that person may no longer import. */
  readonly personOf: (starter: store.Starter) => Promise<Person | undefined>
  /** Does long work on a thread of its own; absent, everything is done here. */
  readonly desk?: (task: Task, signal: AbortSignal) => Promise<void>
}

/** An import to be run or undone, as plain data for another thread. */
export interface Task {
  readonly id: string
  readonly what: 'run' | 'undo'
  /** With whose rights. */
  readonly person: Person
  /** Where the file lies. */
  readonly path: string
  /** A spreadsheet, whose texts are kept in memory while it is read. */
  readonly sheet: boolean
}

/** Fewer rows are done here and now: a thread takes longer to begin. */
const FEW = 2_000

export interface Upload {
  readonly name: string
  readonly size: number
  readonly sha256: string
}

const unreadable = (error: BrokenFile): Problem => new Problem('import_unreadable', error.message, { say: error.say })

/** Imports from the upload to the undoing, each step for a person. */
export class Imports {
  readonly #options: ImportsOptions
  readonly #area: Required<ImportArea>

  constructor(options: ImportsOptions) {
    this.#options = options
    this.#area = joinedAreas(options.areas)
  }

  #call(person: Person): Call {
    if (!person.abilities.includes('imports'))
      throw new Problem('ability_missing', 'Your role does not let you import.')
    return callOf(this.#options.engine, { ...person, via: person.via === 'command' ? 'command' : 'import' })
  }

  #now(): string {
    return this.#options.engine.clock().toISOString()
  }

  /** Takes a stored file in and says what it is. A file that cannot be read is kept as broken, with its sentence. */
  async begin(person: Person, upload: Upload, wishes: FormatWishes = {}): Promise<store.ImportRow> {
    const { db } = this.#call(person)
    const id = this.#options.engine.newId()
    await store.insertImport(db, { id, now: this.#now(), by: writtenId(person), ...upload })
    return this.detect(person, id, wishes)
  }

  /** Looks at the file, again with wishes about encoding, delimiter, sheet or header. The mapping starts anew. */
  async detect(person: Person, id: string, wishes: FormatWishes): Promise<store.ImportRow> {
    const call = this.#call(person)
    const row = await store.findImport(call.db, person, id)
    this.#expect(row, ['uploaded', 'ready', 'broken'])
    try {
      const found = await detect(this.#options.place(row.file_sha256), nameOfField(call.view.vocabulary), wishes)
      const { detected, mapping } = await this.#suggested(call, found)
      await store.keepDetected(call.db, id, this.#now(), detected, mapping)
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      await store.keepBroken(call.db, id, this.#now(), error.say)
    }
    return store.findImport(call.db, person, id)
  }

  async #suggested(call: Call, found: Detected): Promise<{ detected: store.DetectedFile; mapping?: Mapping }> {
    const country = await homeCountry(call.db)
    const reader = await readerFor(call)
    const structured = found.format.kind !== 'csv'
    const fallback: Defaults = { decimal: '.', dateOrder: country === 'US' && !structured ? 'mdy' : 'dmy' }
    const columns = found.format.columns.map((name, at) => columnOf(name, found, at, fallback))
    const seen = columns.map(
      (column, at): Column => ({
        name: column.name,
        texts: found.texts[at]!,
        reader: { ...reader, ...column, country },
      }),
    )
    const suggestions = suggest(call.view.vocabulary, seen).filter(
      (one) => call.view.access(call.view.vocabulary.find(one.object)!).scopes.create !== 'none',
    )
    const best = suggestions[0]
    const mapping =
      best &&
      this.#area.complete(
        { object: best.object, columns: best.columns.map(({ confidence: _, ...target }) => target) },
        best,
        seen,
      )
    const { format, rows, broken, problems } = found
    return { detected: { format, rows, broken, problems, columns, suggestions: suggestions.slice(0, 5) }, mapping }
  }

  /** A suggested mapping for another object than the first suggestion. */
  async suggestFor(person: Person, id: string, object: string): Promise<Mapping | undefined> {
    const call = this.#call(person)
    const row = await store.findImport(call.db, person, id)
    const suggestion = row.detected?.suggestions.find((one) => one.object === object)
    return suggestion && { object, columns: suggestion.columns.map(({ confidence: _, ...target }) => target) }
  }

  /** Keeps a mapping when it can work for this person. */
  async map(person: Person, id: string, mapping: Mapping): Promise<store.ImportRow> {
    const call = this.#call(person)
    const row = await store.findImport(call.db, person, id)
    this.#expect(row, ['uploaded', 'ready'])
    await this.#plan(call, row, mapping)
    await store.keepMapping(call.db, id, this.#now(), mapping)
    return store.findImport(call.db, person, id)
  }

  async #plan(call: Call, row: store.ImportRow, mapping: Mapping): Promise<void> {
    const detected = row.detected!
    try {
      checkMapping(call.view.vocabulary, mapping, detected.columns.length)
      makePlan(await planContext(call, this.#area, detected.columns), mapping)
    } catch (error) {
      throw error instanceof BrokenFile ? new Problem('import_mapping', error.message, { say: error.say }) : error
    }
  }

  /** What the first rows would become. */
  async preview(person: Person, id: string, show = 50, look = 1_000): Promise<Preview> {
    const call = this.#call(person)
    const row = await store.findImport(call.db, person, id)
    this.#expect(row, ['ready'])
    const { detected, mapping } = row
    const path = this.#options.place(row.file_sha256)
    return previewImport({
      call,
      id,
      path,
      area: this.#area,
      detected: detected!,
      mapping: mapping!,
      look: Math.min(look, 5_000),
      show,
    })
  }

  async start(person: Person, id: string): Promise<store.ImportRow> {
    const call = this.#call(person)
    const row = await store.findImport(call.db, person, id)
    if (row.mapping) await this.#plan(call, row, row.mapping)
    return this.#move(person, id, ['ready'], 'waiting', 'run')
  }

  pause(person: Person, id: string): Promise<store.ImportRow> {
    return this.#move(person, id, ['waiting', 'running'], 'paused')
  }

  resume(person: Person, id: string): Promise<store.ImportRow> {
    return this.#move(person, id, ['paused', 'failed'], 'waiting', 'run')
  }

  /** Stops for good. What was imported stays, and can be undone. */
  cancel(person: Person, id: string): Promise<store.ImportRow> {
    return this.#move(person, id, ['uploaded', 'ready', 'waiting', 'running', 'paused', 'failed'], 'cancelled')
  }

  undo(person: Person, id: string): Promise<store.ImportRow> {
    return this.#move(person, id, ['done', 'cancelled', 'failed', 'paused'], 'undoing', 'undo')
  }

  get(person: Person, id: string): Promise<store.ImportRow> {
    return store.findImport(this.#call(person).db, person, id)
  }

  list(person: Person, limit = 50) {
    return store.listImports(this.#call(person).db, person, limit)
  }

  /** The refused rows as CSV, in chunks. */
  async refused(person: Person, id: string): Promise<{ name: string; csv: AsyncGenerator<string> }> {
    const { db } = this.#call(person)
    const row = await store.findImport(db, person, id)
    const columns = row.detected?.format.columns ?? []
    return {
      name: `${row.file_name.replace(/\.[^.]*$/, '')} refused.csv`,
      csv: refusedCsv(db, id, columns, person.locale),
    }
  }

  async #move(
    person: Person,
    id: string,
    from: readonly store.ImportState[],
    to: store.ImportState,
    what?: 'run' | 'undo',
  ): Promise<store.ImportRow> {
    const { db } = this.#call(person)
    const row = await store.findImport(db, person, id)
    await store.moveImport(db, row, from, to, this.#now())
    if (what) {
      await store.keepStarter(db, id, person)
      await this.#options.send(id, what)
    }
    return store.findImport(db, person, id)
  }

  #expect(row: store.ImportRow, states: readonly store.ImportState[]): void {
    if (row.state === 'broken' && !states.includes('broken') && row.problem)
      throw unreadable(new BrokenFile(row.problem.en, row.problem.zh))
    if (!states.includes(row.state))
      throw new Problem('import_state', `The import is ${row.state}; this takes one that is ${states.join(' or ')}.`)
  }

  /** Starts and runs in this process, for commands; nothing is sent to the background. */
  async take(person: Person, id: string, signal: AbortSignal): Promise<void> {
    const { db } = this.#call(person)
    const row = await store.findImport(db, person, id)
    await store.moveImport(db, row, ['ready'], 'waiting', this.#now())
    await this.#do(person, id, 'run', signal)
  }

  /** Undoes in this process. */
  async takeBack(person: Person, id: string): Promise<void> {
    const { db } = this.#call(person)
    const row = await store.findImport(db, person, id)
    await store.moveImport(db, row, ['done', 'cancelled', 'failed', 'paused'], 'undoing', this.#now())
    await this.#do(person, id, 'undo', new AbortController().signal)
  }

  /** The background's part: runs or undoes what was started, as the person who started it. */
  async work(id: string, what: Task['what'], signal: AbortSignal): Promise<void> {
    const { engine, personOf } = this.#options
    const starter = await store.starterOf(engine.db, id)
    const person = starter && (await personOf(starter))
    if (person) await this.#do(person, id, what, signal)
  }

  async #do(person: Person, id: string, what: Task['what'], signal: AbortSignal): Promise<void> {
    const { desk, place } = this.#options
    const { db } = this.#call(person)
    const row = await store.findImport(db, person, id)
    const task: Task = { id, what, person, path: place(row.file_sha256), sheet: row.detected?.format.kind === 'xlsx' }
    if (!desk || (row.total ?? 0) < FEW) return this.here(task, signal)
    try {
      await desk(task, signal)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
      await store.keepFailed(db, id, this.#now(), new Error('the file needs more memory than an import is given'))
    }
  }

  /** Runs or undoes on this thread. */
  async here({ id, what, person, path }: Task, signal: AbortSignal): Promise<void> {
    const call = this.#call(person)
    const row = await store.findImport(call.db, person, id)
    if (what === 'undo') return undoImport(call, row, this.#now())
    try {
      await runImport({ call, row, path, area: this.#area, signal })
    } catch (error) {
      // A lost connection or a stop leaves the import running: it is taken up again. Anything else would only repeat itself.
      if (signal.aborted || failureKind(error) !== 'final') throw error
      await store.keepFailed(call.db, id, this.#now(), error)
    }
  }
}
