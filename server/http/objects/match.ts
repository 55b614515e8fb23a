import { Problem } from '../../errors.ts'

const form = /^(?:W\/)?"(\d{1,9})"$/

/** The version that `If-Match` asks for; undefined when it asks for none. */
export const wantedVersion = (header: string | undefined): number | undefined => {
  if (header === undefined || header === '*') return undefined
  const version = form.exec(header)?.[1]
  if (version === undefined)
    throw new Problem('request_unreadable', 'If-Match must be a version in quotes, as ETag gave it: If-Match: "3".')
  return Number(version)
}

export const versionTag = (row: { readonly version: number }): string => `"${row.version}"`

/** The key of `Idempotency-Key`; undefined when there is none. */
export const idempotencyKey = (header: string | string[] | undefined): string | undefined => {
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header
  throw new Problem('request_unreadable', 'Idempotency-Key must be 1 to 200 visible ASCII characters.')
}
