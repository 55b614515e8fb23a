import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { joinDatabase } from '../database/start.ts'
import { Problem } from '../errors.ts'
import { type OpenHouse, openHouse } from '../house.ts'
import type { Mapping } from '../records/import/mapping.ts'
import type { ImportRow } from '../records/import/store.ts'
import { theSystem } from '../records/person.ts'
import { type Call, type Command, Misuse } from './command.ts'

const me = theSystem('command')

export const importCommand: Command = {
  name: 'import',
  usage: '<file>',
  summary: 'Import CSV, XLSX, JSON lines or vCards: customers, orders with their lines, anything.',
  options: {
    yes: { type: 'boolean', short: 'y', summary: 'Take the suggestions without asking.' },
    as: { type: 'string', value: 'object', summary: 'What a row is, for example customer; otherwise it is suggested.' },
    look: { type: 'boolean', summary: 'Only say what the file is and what it would become.' },
    undo: { type: 'string', value: 'id', summary: 'Undo the import with this id instead.' },
  },
  details:
    'It says what it found, asks once, and prints how it ended. Refused rows are kept with their reasons and can be downloaded.\n\n' +
    'Example: npx rapport import customers.csv --yes',
  run,
}

async function run(call: Call): Promise<number> {
  const undo = call.options.undo
  const [path] = call.args
  if (typeof undo !== 'string' && !path) throw new Misuse('Say which file to import.')
  const { db, stop } = await joinDatabase(call.config, call.tell)
  try {
    const house = await openHouse({ db, config: call.config, clock: call.clock, tell: call.tell })
    try {
      return typeof undo === 'string' ? await takeBack(house, undo, call) : await importFile(house, path!, call)
    } finally {
      await house.close()
    }
  } finally {
    await stop()
  }
}

async function importFile(house: OpenHouse, path: string, call: Call): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new Problem('file_missing', `There is no file ${path}.`)
  const stored = await house.files.put(createReadStream(path), basename(path), Number.MAX_SAFE_INTEGER)
  const row = await house.imports.begin(me, { name: basename(path), ...stored })
  if (row.problem) throw new Problem('import_unreadable', row.problem.en)
  const mapped = await wished(house, row, call)
  describe(mapped, call)
  const preview = await house.imports.preview(me, row.id)
  const { created, updated, refused } = preview.counts
  call.tell(
    `Of the first ${preview.looked} rows, ${created} are new, ${updated} change records, ${refused} are refused.`,
  )
  if (call.options.look) return 0
  if (!call.options.yes && !(await agreed())) {
    await house.imports.cancel(me, row.id)
    call.say('Nothing was imported.')
    return 1
  }
  return finish(house, row.id, call)
}

async function wished(house: OpenHouse, row: ImportRow, { options }: Call): Promise<ImportRow> {
  const object = options.as
  if (typeof object === 'string' && object !== row.mapping?.object) {
    const mapping = await house.imports.suggestFor(me, row.id, object)
    if (!mapping) throw new Problem('import_mapping', `The columns do not look like records of "${object}".`)
    return house.imports.map(me, row.id, mapping)
  }
  if (!row.mapping)
    throw new Problem(
      'import_mapping',
      'No column looks like a field of any object. Import it in the web app, where columns can be assigned by hand.',
    )
  return row
}

const targets = (mapping: Mapping, column: number): string =>
  mapping.columns
    .filter((one) => one.column === column)
    .map((one) => one.to)
    .join(' and ')

function describe({ detected, mapping }: ImportRow, { tell }: Call): void {
  const { format, rows, columns } = detected!
  tell(
    `${rows} rows, ${format.kind}, ${format.encoding}${format.delimiter ? `, separated by ${JSON.stringify(format.delimiter)}` : ''}.`,
  )
  tell(`Each row is: ${mapping!.object}.`)
  for (const [at, column] of columns.entries()) tell(`  ${column.name} → ${targets(mapping!, at) || '(left out)'}`)
  for (const route of mapping!.routes ?? [])
    tell(`  Some rows are: ${route.label.en}${route.refuse ? ' (refused)' : ''}.`)
}

async function agreed(): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await asking.question('Import it? [y/N] ')).trim())
  } finally {
    asking.close()
  }
}

/** The command does the work itself, so that it needs no running server; Ctrl-C pauses. */
async function finish(house: OpenHouse, id: string, call: Call): Promise<number> {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort(new Problem('import_state', 'Stopped.')))
  const watching = setInterval(() => {
    void house.imports.get(me, id).then(({ done, total }) => call.tell(`${done} of ${total} rows …`))
  }, 2_000)
  try {
    await house.imports.take(me, id, stop.signal)
  } finally {
    clearInterval(watching)
  }
  return report(await house.imports.get(me, id), call)
}

function report(row: ImportRow, { say }: Call): number {
  const { created, updated, unchanged, refused, suspected, objects } = row.counts
  say(`Import ${row.id}: ${row.state}.`)
  say(`Rows: ${created} new, ${updated} changed something, ${unchanged} changed nothing, ${refused} refused.`)
  for (const [name, one] of Object.entries(objects)) say(`  ${name}: ${one.created} made, ${one.updated} changed`)
  if (suspected > 0) say(`${suspected} new records share an e-mail or phone with another: perhaps duplicates.`)
  if (row.problem) say(row.problem.en)
  return row.state === 'done' ? 0 : 1
}

async function takeBack(house: OpenHouse, id: string, { say }: Call): Promise<number> {
  await house.imports.takeBack(me, id)
  const { undone } = await house.imports.get(me, id)
  say(
    `${undone?.undone ?? 0} records were taken back; ${undone?.kept.length ?? 0} were kept because they were changed since.`,
  )
  for (const one of undone?.kept.slice(0, 20) ?? []) say(`  kept: ${one.object} ${one.id} (${one.reason})`)
  return 0
}
