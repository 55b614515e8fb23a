import { BrokenFile } from './row.ts'

export interface XmlHandler {
  readonly open: (name: string, attributes: string, empty: boolean) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

const named: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with its XML references resolved. Only the five named ones exist: declared entities are refused with their DTD. */
export const resolved = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
        (all, hex?: string, decimal?: string, name?: string) => {
          if (name) return named[name] ?? all
          const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
          return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
        },
      )
    : text

/** The value of an attribute, or undefined. */
export const attribute = (attributes: string, name: string): string | undefined => {
  const at = attributes.indexOf(`${name}="`)
  const start = at + name.length + 2
  if (at === -1 || (at > 0 && !/[\s:]/.test(attributes[at - 1]!))) {
    const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
    return found ? resolved(found[1] ?? found[2] ?? '') : undefined
  }
  return resolved(attributes.slice(start, attributes.indexOf('"', start)))
}

const MOST_TAG = 1_000_000

/** Reads XML chunk by chunk and calls the handler; prefixes of names are dropped. Refuses document type declarations. */
export const scanXml = async (chunks: AsyncIterable<string>, handler: XmlHandler): Promise<void> => {
  for await (const _ of xmlSteps(chunks, handler)) {
    // The handler gathers; steps only matter to readers that hand rows on while reading.
  }
}

/** The same, pausing after each chunk. */
export async function* xmlSteps(chunks: AsyncIterable<string>, handler: XmlHandler): AsyncGenerator<void> {
  let rest = ''
  for await (const chunk of chunks) {
    rest = scan(rest + chunk, handler)
    if (rest.length > MOST_TAG * 4)
      throw new BrokenFile('The XML inside the file is not well formed.', '文件内部的 XML 格式不正确。')
    yield
  }
  if (rest.trim() !== '') throw new BrokenFile('The XML inside the file is cut off.', '文件内部的 XML 被截断。')
}

/** Handles every whole piece of markup and answers what is left. */
const scan = (text: string, handler: XmlHandler): string => {
  let at = 0
  for (;;) {
    const start = text.indexOf('<', at)
    if (start === -1) return text.slice(at)
    const end = endOf(text, start)
    if (end === -1) return text.slice(at)
    if (start > at) handler.text(resolved(text.slice(at, start)))
    tag(text, start, end, handler)
    at = end
  }
}

const endOf = (text: string, start: number): number => {
  const closing = text.startsWith('<!--', start) ? '-->' : text.startsWith('<![CDATA[', start) ? ']]>' : '>'
  // A start that may still become a comment or CDATA waits for more.
  if (text.length - start < 9 && text[start + 1] === '!') return -1
  const end = text.indexOf(closing, start)
  return end === -1 ? -1 : end + closing.length
}

const tag = (text: string, start: number, end: number, handler: XmlHandler): void => {
  const next = text.charCodeAt(start + 1)
  if (next === 47) handler.close(local(text.slice(start + 2, end - 1).trim()))
  else if (next === 33) special(text.slice(start, end), handler)
  else if (next !== 63) opening(text, start, end, handler)
}

const opening = (text: string, start: number, end: number, handler: XmlHandler): void => {
  const empty = text.charCodeAt(end - 2) === 47
  const body = text.slice(start + 1, empty ? end - 2 : end - 1)
  const space = body.search(/\s/)
  const name = local(space === -1 ? body : body.slice(0, space))
  handler.open(name, space === -1 ? '' : body.slice(space + 1), empty)
  if (empty) handler.close(name)
}

const special = (text: string, handler: XmlHandler): void => {
  if (text.startsWith('<![CDATA[')) handler.text(text.slice(9, -3))
  else if (!text.startsWith('<!--'))
    throw new BrokenFile(
      'The XML inside the file declares a document type, which spreadsheets never do; it is refused for safety.',
      '文件内部的 XML 含有文档类型声明，出于安全考虑已拒绝。',
    )
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
