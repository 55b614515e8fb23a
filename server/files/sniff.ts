const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

/** First bytes, where they stand, and the type they tell. */
const signatures: readonly (readonly [Buffer, number, string])[] = [
  [ascii('%PDF-'), 0, 'application/pdf'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 0, 'image/png'],
  [Buffer.from([0xff, 0xd8, 0xff]), 0, 'image/jpeg'],
  [ascii('GIF87a'), 0, 'image/gif'],
  [ascii('GIF89a'), 0, 'image/gif'],
  [ascii('WEBP'), 8, 'image/webp'],
  [ascii('ftypavif'), 4, 'image/avif'],
  [ascii('ftypheic'), 4, 'image/heic'],
  [ascii('ftyp'), 4, 'video/mp4'],
  [ascii('WAVE'), 8, 'audio/wav'],
  [ascii('ID3'), 0, 'audio/mpeg'],
  [ascii('OggS'), 0, 'audio/ogg'],
  [Buffer.from([0x1f, 0x8b]), 0, 'application/gzip'],
  [Buffer.from([0x50, 0x4b, 0x03, 0x04]), 0, 'application/zip'],
  [Buffer.from([0x50, 0x4b, 0x05, 0x06]), 0, 'application/zip'],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 0, 'application/x-ole-storage'],
  [ascii('Rar!'), 0, 'application/vnd.rar'],
  [Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), 0, 'application/x-7z-compressed'],
]

/** Containers whose bytes look alike are told apart by the name; nothing here is ever shown inside a page. */
const byExtension: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'application/zip': {
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
    odt: 'application/vnd.oasis.opendocument.text',
  },
  'application/x-ole-storage': {
    xls: 'application/vnd.ms-excel',
    doc: 'application/msword',
    ppt: 'application/vnd.ms-powerpoint',
    msg: 'application/vnd.ms-outlook',
  },
  'text/plain': {
    csv: 'text/csv',
    tsv: 'text/tab-separated-values',
    json: 'application/json',
    jsonl: 'application/jsonl',
    vcf: 'text/vcard',
    ics: 'text/calendar',
    eml: 'message/rfc822',
    md: 'text/markdown',
  },
}

const isText = (head: Buffer): boolean => {
  if (head.includes(0)) return false
  try {
    // The last character may be cut in two.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

const markup = /^\s*(<!doctype\s+html|<html|<svg|<\?xml|<script|<body|<head|<!--)/i

/** The type of a file by its first bytes. What a browser could run is told by its contents, whatever the name says. */
export const sniffType = (head: Buffer, name: string): string => {
  const found = signatures.find(([bytes, at]) => head.subarray(at, at + bytes.length).equals(bytes))?.[2]
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (found) return byExtension[found]?.[extension] ?? found
  if (!isText(head)) return 'application/octet-stream'
  const text = head.toString('utf8')
  if (markup.test(text))
    return /<svg/i.test(text)
      ? 'image/svg+xml'
      : /<\?xml/i.test(text) && !/<html/i.test(text)
        ? 'application/xml'
        : 'text/html'
  return byExtension['text/plain']?.[extension] ?? 'text/plain'
}

/** Types that a browser may show by itself: pictures without scripts, sound, film, plain text. */
const harmless = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'text/plain',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'video/mp4',
  'application/pdf',
])

export const mayShow = (type: string): boolean => harmless.has(type)
