import { open } from 'node:fs/promises'
import { BrokenFile } from './row.ts'

export type FileKind = 'text' | 'zip' | 'gzip'

const starts = (head: Uint8Array, ...bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte)

const refuse = (en: string, zh: string): never => {
  throw new BrokenFile(en, zh)
}

/** What a file is by its first bytes, whatever its name says. Refuses kinds that hold no table, and says what to do. */
export const kindOfBytes = (head: Uint8Array): FileKind => {
  if (head.length === 0) return refuse('The file is empty.', '文件为空。')
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return 'zip'
  if (starts(head, 0x1f, 0x8b)) return 'gzip'
  if (starts(head, 0x50, 0x4b))
    return refuse('The file is a zip archive that is empty or cut off.', '该文件是空的或被截断的 zip 压缩包。')
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0))
    return refuse(
      'This is an old (.xls) or password-protected workbook. Save it as .xlsx without a password, or as CSV.',
      '这是旧版（.xls）或有密码的工作簿，请另存为无密码的 .xlsx 或 CSV。',
    )
  if (starts(head, 0x25, 0x50, 0x44, 0x46))
    return refuse('This is a PDF. Import the table it was made from.', '这是 PDF 文件，请导入其来源表格。')
  if (starts(head, 0x89, 0x50, 0x4e, 0x47) || starts(head, 0xff, 0xd8, 0xff) || starts(head, 0x47, 0x49, 0x46, 0x38))
    return refuse('This is a picture, not a table.', '这是图片，不是表格。')
  if (starts(head, 0x52, 0x61, 0x72, 0x21) || starts(head, 0x37, 0x7a, 0xbc, 0xaf))
    return refuse('This is a compressed archive. Unpack it first.', '这是压缩包，请先解压。')
  if (starts(head, 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65))
    return refuse('This is an SQLite database, not a table.', '这是 SQLite 数据库，不是表格。')
  return 'text'
}

export type TextFormat = 'csv' | 'jsonl' | 'json' | 'vcard'

/** What a text holds by its beginning. Refuses web pages and XML. */
export const formatOfText = (sample: string): TextFormat => {
  const text = sample.trimStart()
  if (text === '') return refuse('The file holds no text, only white space.', '文件只有空白字符。')
  if (/^begin:vcard/i.test(text)) return 'vcard'
  if (/^\[\s*[{\]]/.test(text)) return 'json'
  if (/^\{\s*("|\})/.test(text)) return 'jsonl'
  if (/^<(!doctype|html|\?xml|table|svg|rss|[a-z]+[\s>])/i.test(text))
    return refuse(
      'This is a web page or XML, not a table. Save it as CSV or .xlsx.',
      '这是网页或 XML，不是表格，请另存为 CSV 或 .xlsx。',
    )
  if (/^%!PS|^\{\\rtf/.test(text)) return refuse('This is a text document, not a table.', '这是文档，不是表格。')
  return 'csv'
}

/** The first bytes of a file. */
export const headOf = async (path: string, bytes = 65_536): Promise<Uint8Array> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
