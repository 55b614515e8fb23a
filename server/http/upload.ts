import type { FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'

export interface Upload {
  readonly name: string
  readonly source: AsyncIterable<Buffer>
}

/** A name as it may be kept: the last part of a path, without control characters. */
const cleanName = (given: string): string =>
  given
    .split(/[\\/]/)
    .at(-1)!
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .trim()
    .slice(0, 300)

/** The file that a request carries, as a stream: the only part of a form, or the body itself with its name in the query string. */
export async function uploadOf(request: FastifyRequest, named: string | undefined, most: number): Promise<Upload> {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > most + 10_000)
    throw new Problem(
      'file_too_large',
      `The file is larger than the ${Math.round(most / 1_048_576)} MB that are allowed.`,
      { most },
    )
  if (!request.isMultipart()) return { name: cleanName(named ?? '') || 'file', source: request.raw }
  const part = await request.file({ limits: { fileSize: most + 1, files: 1 } })
  if (!part) throw new Problem('file_empty', 'The form holds no file.')
  return { name: cleanName(named ?? part.filename ?? '') || 'file', source: part.file }
}
