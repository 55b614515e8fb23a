import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { joinDatabase } from '../database/start.ts'
import { Problem } from '../errors.ts'
import { openHouse } from '../house.ts'
import { type ExportFormat, type ExportRequest, exportFormats } from '../records/export.ts'
import { theSystem } from '../records/person.ts'
import { type Call, type Command, Misuse } from './command.ts'

export const exportCommand: Command = {
  name: 'export',
  usage: '<object> [file]',
  summary: 'Write the records of an object as CSV, XLSX or JSON lines.',
  options: {
    filter: {
      type: 'string',
      value: 'json',
      summary: 'Only records that the filter holds for, in the language of the API.',
    },
    sort: {
      type: 'string',
      value: 'fields',
      summary: 'Order by these fields, separated by commas; -field turns it round.',
    },
    fields: { type: 'string', value: 'names', summary: 'Only these fields, separated by commas.' },
    format: {
      type: 'string',
      value: 'format',
      summary: 'csv, xlsx or jsonl; otherwise by the ending of the file, or csv.',
    },
    'no-personal': { type: 'boolean', summary: 'Leave out fields that hold personal data.' },
  },
  details:
    'Without a file the records go to standard output. A file appears whole or not at all.\n\n' +
    'Example: npx rapport export customers customers.xlsx --filter \'{"field":"lifecycle","op":"eq","value":"active"}\'',
  run,
}

const listed = (given: unknown): string[] | undefined =>
  typeof given === 'string' ? given.split(',').map((one) => one.trim()) : undefined

function formatOf({ options, args }: Call): ExportFormat {
  const wanted = options.format ?? (extname(args[1] ?? '').slice(1) || 'csv')
  const format = exportFormats.find((one) => one === wanted)
  if (!format) throw new Misuse(`"${String(wanted)}" is not a format. There are: ${exportFormats.join(', ')}.`)
  return format
}

function filterOf(given: unknown): Filter | undefined {
  if (typeof given !== 'string') return undefined
  try {
    return JSON.parse(given) as Filter
  } catch (error) {
    throw new Misuse(`The filter is not JSON: ${(error as Error).message}.`)
  }
}

const requestOf = (call: Call): ExportRequest => ({
  format: formatOf(call),
  filter: filterOf(call.options.filter),
  sort: listed(call.options.sort),
  fields: listed(call.options.fields),
  personal: call.options['no-personal'] !== true,
})

/** Written beside its place first, so that a file that is cut off is never taken for a whole one. */
async function writeFile(chunks: AsyncIterable<Buffer>, path: string): Promise<void> {
  const partial = `${path}.partial`
  try {
    await pipeline(Readable.from(chunks), createWriteStream(partial))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

async function run(call: Call): Promise<number> {
  const [name, file, ...more] = call.args
  if (!name || more.length > 0) throw new Misuse('Say which object to export, and at most one file.')
  const request = requestOf(call)
  const { db, stop } = await joinDatabase(call.config, call.tell)
  try {
    const house = await openHouse({ db, config: call.config, clock: call.clock, tell: call.tell })
    try {
      const object = house.vocabulary().findPlural(name) ?? house.vocabulary().find(name)
      if (!object) throw new Problem('not_found', `There is no object "${name}". There are: ${objectsOf(house)}.`)
      const chunks = house.as(theSystem('command')).export(object.name, request)
      if (file) await writeFile(chunks, resolve(file))
      else await pipeline(Readable.from(chunks), process.stdout, { end: false })
      if (file) call.tell(`Wrote ${object.labels.en.toLowerCase()} to ${resolve(file)}.`)
      return 0
    } finally {
      await house.close()
    }
  } finally {
    await stop()
  }
}

const objectsOf = (house: Awaited<ReturnType<typeof openHouse>>): string =>
  house
    .vocabulary()
    .objects.map((one) => one.plural)
    .join(', ')
