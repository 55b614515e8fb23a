import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { call } from '../../api.ts'

/** Sends the bytes as they are; the record of the file comes back. */
export const uploadFile = (file: File, about: string): Promise<AnyRow> =>
  call('POST', '/files', {
    body: file,
    query: { name: file.name, about },
    headers: { 'content-type': 'application/octet-stream' },
  })

const units = ['B', 'KB', 'MB', 'GB'] as const

/** "1.4 MB", by thousands. */
export const showBytes = (bytes: number, locale: string): string => {
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** step).toLocaleString(locale, { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step]}`
}
