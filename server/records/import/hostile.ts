/* 200 and more files that go wrong in every way we know, each with what should become of it. Used by hostile.test.ts. */
import { deflateRawSync, gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'

export interface Hostile {
  readonly name: string
  readonly bytes: Buffer
  /** `broken`: refused as a whole. Otherwise how many records it makes and how many rows it refuses. */
  readonly expect: 'broken' | { readonly created: number; readonly refused: number }
}

const made = (created: number, refused = 0) => ({ created, refused })
const file = (name: string, contents: string | Buffer, expect: Hostile['expect']): Hostile => ({
  name,
  bytes: typeof contents === 'string' ? Buffer.from(contents) : contents,
  expect,
})

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc32 = (bytes: Buffer): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

interface Entry {
  readonly name: string
  readonly data: Buffer
  /** What the header claims, where it lies. */
  readonly claimed?: number
  readonly encrypted?: boolean
}

/** A zip archive byte by byte, so that it can also be a wrong one. */
export const zip = (entries: readonly Entry[]): Buffer => {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, claimed, encrypted } of entries) {
    const packed = deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(encrypted ? 1 : 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claimed ?? data.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, rest, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end])
}

interface Book {
  readonly sheet: string
  readonly shared?: string
  readonly styles?: string
  readonly workbook?: string
  readonly more?: readonly Entry[]
}

const entry = (name: string, text: string): Entry => ({ name, data: Buffer.from(text) })
const plainWorkbook = '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'

/** A workbook from the markup of its one sheet. */
export const xlsx = ({ sheet, shared, styles, workbook = plainWorkbook, more = [] }: Book): Buffer =>
  zip([
    entry('[Content_Types].xml', '<Types/>'),
    entry('xl/workbook.xml', workbook),
    entry('xl/_rels/workbook.xml.rels', relations),
    entry(
      'xl/worksheets/sheet1.xml',
      sheet.startsWith('<worksheet') ? sheet : `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ),
    ...(shared === undefined ? [] : [entry('xl/sharedStrings.xml', shared)]),
    ...(styles === undefined ? [] : [entry('xl/styles.xml', styles)]),
    ...more,
  ])

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const row = (n: number, ...cells: string[]): string => `<row r="${n}">${cells.join('')}</row>`
const header = row(1, cell('A1', 'Name'), cell('B1', 'Customer ID'))
const ada = row(2, cell('A2', 'Ada'), cell('B2', 'X1'))

const encoded = (text: string): [string, Buffer][] => [
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16 little', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
  ['UTF-16 big', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
  ['UTF-16 little without mark', Buffer.from(text, 'utf16le')],
  ['UTF-16 big without mark', Buffer.from(text, 'utf16le').swap16()],
  ['GB18030', iconv.encode(text, 'gb18030')],
]

const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|' }
const ends = { LF: '\n', CRLF: '\r\n', CR: '\r' }

/** The same three customers in every encoding, with every delimiter and line end. */
const sound = (): Hostile[] =>
  Object.entries(delimiters).flatMap(([delimiter, sign]) =>
    Object.entries(ends).flatMap(([name, end]) => {
      const lines = [
        ['姓名', '客户编号', '城市'],
        ['王小明', 'N1', '北京市'],
        ['李娜', 'N2', '上海市'],
        ['欧阳娜娜', 'N3', '广州市'],
      ]
      const text = lines.map((cells) => cells.join(sign) + end).join('')
      return encoded(text).map(([encoding, bytes]) => file(`${encoding}, ${delimiter}, ${name}`, bytes, made(3)))
    }),
  )

const head = 'Name,Customer ID,E-mail\n'
const long = (length: number): string => 'x'.repeat(length)

const csv = (): Hostile[] => [
  file('nothing', '', 'broken'),
  file('only a mark', Buffer.from([0xef, 0xbb, 0xbf]), 'broken'),
  file('only a wide mark', Buffer.from([0xff, 0xfe]), 'broken'),
  file('only white space', ' \n\t\r\n \n', 'broken'),
  file('only a header', head, 'broken'),
  file('a header and empty lines', `${head}\n\n,,\n`, 'broken'),
  file('UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 'broken'),
  file('random bytes', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 251)), 'broken'),
  file('zero bytes', Buffer.alloc(4096), 'broken'),
  file('no line end at the end', `${head}Ada,1,a@x.example`, made(1)),
  file('mixed line ends', `${head}Ada,1,\r\nBob,2,\rCid,3,\nDot,4,`, made(4)),
  file('line ends inside quotes', `${head}"Ada\nLovelace",1,\n"Bob\r\nStone",2,\n`, made(2)),
  file('doubled quotes', `${head}"Ada ""the"" Countess",1,\n`, made(1)),
  file('a quote inside a value', `${head}5" pipe,1,\nAda,2,\n`, made(2)),
  file('a quote that is never closed', `${head}Ada,1,\n"Bob,2,\nCid,3,\nDot,4,\n`, made(3, 1)),
  file('a quote never closed in the last line', `${head}Ada,1,\n"Bob,2,`, made(1, 1)),
  file('text after a closing quote', `${head}"Ada"x,1,\nBob,2,\n`, made(1, 1)),
  file('spaces after a closing quote', `${head}"Ada" ,1,\n`, made(1)),
  file('too few values', `${head}Ada\nBob,2\n`, made(2)),
  file('too many values', `${head}Ada,1,a@x.example,more,and more\nBob,2,\n`, made(1, 1)),
  file('too many empty values', `${head}Ada,1,,,,,\n`, made(1)),
  file('headers twice', 'Name,Name,Customer ID\nAda,Lovelace,1\n', made(1)),
  file('headers empty', 'Name,,Customer ID\nAda,x,1\n', made(1)),
  file('no header', 'Ada Lovelace,ada@example.com,020 7946 0001\nBob Stone,bob@example.com,020 7946 0002\n', made(2)),
  file('a title above the header', `Report of November,,\n,,\n${head}Ada,1,\nBob,2,\n`, made(2)),
  file('a separator line', `sep=;\nName;Customer ID\nAda;1\n`, made(1)),
  file('a 10 MB value', `${head}${long(10_000_000)},1,\nBob,2,\n`, made(1, 1)),
  file('a 10 MB value in quotes', `${head}"${long(10_000_000)}",1,\nBob,2,\n`, made(1, 1)),
  file('one value of 10 MB and nothing else', long(10_000_000), 'broken'),
  file('a name longer than a name', `${head}${long(400)},1,\nBob,2,\n`, made(1, 1)),
  file('zero characters inside values', `${head}A\0da,1,\nBob,2,\n`, made(1, 1)),
  file('emoji', `${head}👩‍👩‍👧‍👦 Family 🇨🇳,1,\n`, made(1)),
  file('right to left', `${head}محمد علي,1,\nשרה כהן,2,\n`, made(2)),
  file('marks of direction and width', `${head}\u202eAda\u202c\u200b,1,\n`, made(1)),
  file('combining accents', `${head}Zalgo a\u0301\u0302\u0303\u0304,1,\n`, made(1)),
  file(
    'broken UTF-8 in one row',
    Buffer.concat([
      Buffer.from(`${head}欧阳娜娜王小明李娜,1,\nB`),
      Buffer.from([0xe6]),
      Buffer.from('b,2,\n李雷和韩梅梅,3,\n'),
    ]),
    made(2, 1),
  ),
  file(
    'a UTF-8 character cut at the end',
    Buffer.concat([Buffer.from(`${head}欧阳娜娜王小明李娜,1,\n李雷和韩梅梅`), Buffer.from([0xe6, 0x9d])]),
    made(1, 1),
  ),
  file(
    'Windows-1252',
    Buffer.concat([
      Buffer.from(head),
      Buffer.from('Andr\xe9 M\xfcller \x96 S\xf8n,1,\nJos\xe9 Nu\xf1ez,2,\n', 'latin1'),
    ]),
    made(2),
  ),
  file(
    'lone halves of emoji',
    Buffer.concat([Buffer.from(head), Buffer.from([0xed, 0xa0, 0xbd]), Buffer.from(',1,\nBob,2,\n')]),
    made(2),
  ),
  file('SQL in values', `${head}Robert'); drop table customer;--,1,\n`, made(1)),
  file('SQL in headers', `Name,"Customer ID","x""; drop table customer;--"\nAda,1,x\n`, made(1)),
  file('markup in values', `${head}<script>alert(1)</script>,1,\n`, made(1)),
  file('formulas in values', `${head}"=cmd|'/c calc'!A1",1,\n+1+1,2,\n@SUM(A1),3,\n`, made(3)),
  file('templates in values', `${head}{{7*7}} \${7*7} #{7*7} %0a,1,\n`, made(1)),
  file('backslashes, tabs and COPY marks', `${head}"\\N\t\\. \\\\",1,\n\\.,2,\nBob,3,\n`, made(3)),
  file('words that mean nothing', `${head}Ada,1,N/A\nBob,2,null\nCid,3,无\nDot,4,Select\n`, made(4)),
  file('names that are words', 'First name,Last name,Customer ID\nJennifer,Null,1\nTrue,No,2\n', made(2)),
  file('proto as a header', `Name,Customer ID,__proto__,constructor,toString\nAda,1,a,b,c\n`, made(1)),
  file('huge numbers', 'Name,Customer ID,Employees\nAda,1,99999999999999999999\nBob,2,1e400\nCid,3,12\n', made(1, 2)),
  file(
    'numbers with signs of all kinds',
    'Name,Customer ID,Employees\nAda,1,"1,200"\nBob,2,(5)\nCid,3,٣\n',
    made(1, 2),
  ),
  file(
    'dates that are none',
    'Name,Customer ID,Birthday\nAda,1,30/02/2000\nBob,2,31/12/1999\nCid,3,0000-00-00\n',
    made(1, 2),
  ),
  file(
    'dates both ways',
    'Name,Customer ID,Birthday\nAda,1,25/12/2000\nBob,2,12/25/2000\nCid,3,24/12/2000\n',
    made(2, 1),
  ),
  file(
    'wrong e-mails',
    `${head}Ada,1,ada@\nBob,2,@example.com\nCid,3,a b@example.com\nDot,4,dot@example.com\n`,
    made(1, 3),
  ),
  file(
    '3,000 columns',
    `${Array.from({ length: 3000 }, (_, i) => `Name ${i}`).join()}\n${Array.from({ length: 3000 }, (_, i) => i).join()}\n`,
    'broken',
  ),
  file(
    '500 columns',
    `Name,Customer ID,${Array.from({ length: 498 }, (_, i) => `zz${i}`).join()}\nAda,1${',x'.repeat(498)}\n`,
    made(1),
  ),
  file('the same key a thousand times', `${head}${'Ada,1,\n'.repeat(1000)}`, made(1)),
  file('keys that differ in case only', `${head}Ada,abc,\nAda,ABC,\n`, made(1)),
  file('an HTML page', '<!DOCTYPE html><html><table><tr><td>Ada</td></tr></table></html>', 'broken'),
  file('XML', '<?xml version="1.0"?><rows><row>Ada</row></rows>', 'broken'),
  file('a PDF', '%PDF-1.7\n%âãÏÓ\n', 'broken'),
  file('a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'broken'),
  file('an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'broken'),
  file('RTF', '{\\rtf1\\ansi Ada}', 'broken'),
  file('a database', Buffer.from('SQLite format 3\0'), 'broken'),
  file('a RAR archive', Buffer.from('Rar!\x1a\x07', 'latin1'), 'broken'),
  file('a program', Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(2000)]), 'broken'),
]

const json = (): Hostile[] => [
  file('JSON lines', '{"name":"Ada","customer id":"1"}\n{"name":"Bob","customer id":"2"}\n', made(2)),
  file(
    'JSON lines broken in the middle',
    '{"name":"Ada","customer id":"1"}\n{"name":"Bo\n{"name":"Cid","customer id":"3"}\n',
    made(2, 1),
  ),
  file('JSON lines cut off', '{"name":"Ada","customer id":"1"}\n{"name":"Bob","custo', made(1, 1)),
  file('JSON lines with other values', '{"name":"Ada","customer id":"1"}\n[1,2]\n3\nnull\n"x"\n', made(1, 4)),
  file(
    'JSON lines with nested values',
    '{"name":"Ada","customer id":1,"address":{"city":"Bath","postcode":"BA1"},"tags":["a"]}\n',
    made(1),
  ),
  file(
    'JSON lines with prototypes',
    '{"name":"Ada","customer id":"1","__proto__":{"x":1},"constructor":{"prototype":{"y":1}}}\n',
    made(1),
  ),
  file(
    'JSON lines with zero characters',
    '{"name":"A\\u0000da","customer id":"1"}\n{"name":"Bob","customer id":"2"}\n',
    made(1, 1),
  ),
  file(
    'JSON lines with half an emoji',
    '{"name":"\\ud83d","customer id":"1"}\n{"name":"Bob","customer id":"2"}\n',
    made(1, 1),
  ),
  file(
    'JSON lines nested a thousand deep',
    `{"name":"Ada","customer id":"1","x":${'['.repeat(1000)}${']'.repeat(1000)}}\n`,
    made(1),
  ),
  file('a JSON list', '[{"name":"Ada","customer id":"1"},\n{"name":"Bob","customer id":"2"}]', made(2)),
  file('a JSON list cut off', '[{"name":"Ada","customer id":"1"},\n{"name":"Bob"', 'broken'),
  file('an empty JSON list', '[]', 'broken'),
  file(
    'a JSON list with a broken element',
    '[{"name":"Ada","customer id":"1"},{"name":Bob},{"name":"Cid","customer id":"3"}]',
    made(2, 1),
  ),
  file('a JSON list with quotes and brackets in texts', '[{"name":"A ]}\\" [{da","customer id":"1"}]', made(1)),
  file('a JSON record of 3 MB', `{"name":"Ada","customer id":"1","x":"${long(3_000_000)}"}\n`, 'broken'),
  file('an empty JSON object', '{}\n', 'broken'),
]

const card = (lines: string): string => `BEGIN:VCARD\r\nVERSION:3.0\r\n${lines}\r\nEND:VCARD\r\n`

const vcards = (): Hostile[] => [
  file('a vCard', card('FN:Ada Lovelace\r\nN:Lovelace;Ada;;;\r\nEMAIL;TYPE=work:ada@example.com'), made(1)),
  file('vCards with folded lines', card('FN:Ada Love\r\n lace\r\nTEL:+44 20 7946 0001'), made(1)),
  file(
    'a vCard 2.1 in quoted-printable',
    'BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=E5=B0=8F=\n=E6=98=8E\nTEL;CELL:13800138000\nTEL;WORK:+8613800138001\nEND:VCARD\n',
    made(0, 1),
  ),
  file(
    'a vCard 4.0',
    'BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nTEL;VALUE=uri:tel:+442079460001\nitem1.EMAIL:ada@example.com\nEND:VCARD\n',
    made(1),
  ),
  file('a vCard cut off', `${card('FN:Ada')}BEGIN:VCARD\nFN:Bob`, made(1, 1)),
  file('vCards without an end between', 'BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n', made(1, 1)),
  file('text between vCards', `${card('FN:Ada')}hello\n${card('FN:Bob')}`, made(2, 1)),
  file('a vCard with a picture', card(`FN:Ada\r\nPHOTO;ENCODING=b;TYPE=JPEG:${'A'.repeat(200_000)}`), made(1)),
  file('a vCard without a name', card('EMAIL:ada@example.com'), made(1)),
  file('an empty vCard', card(''), 'broken'),
  file('a vCard with escapes', card('FN:Ada\\, the Countess\\; of\\nLovelace'), made(1)),
  file('a vCard with lines that are none', card('FN:Ada\r\nnonsense\r\n;;;:::\r\n:x'), made(1)),
]

const dates =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>'
const birthdays =
  row(1, cell('A1', 'Name'), cell('B1', 'Birthday')) + row(2, cell('A2', 'Ada'), '<c r="B2" s="1"><v>36500</v></c>')

const big = (name: string, claimed?: number): Entry => ({ name, data: Buffer.alloc(80 * 1024 * 1024, 0x20), claimed })

const books = (): Hostile[] => [
  file('a workbook', xlsx({ sheet: header + ada }), made(1)),
  file(
    'a workbook with shared strings',
    xlsx({
      sheet:
        row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>') +
        row(2, '<c r="A2" t="s"><v>2</v></c>', '<c r="B2"><v>7</v></c>'),
      shared:
        '<sst><si><t>Name</t></si><si><r><t>Customer</t></r><r><t> ID</t></r></si><si><t>Ada &amp; Co &#x4F60;</t></si></sst>',
    }),
    made(1),
  ),
  file(
    'a workbook with missing strings',
    xlsx({ sheet: header + ada + row(3, '<c r="A3" t="s"><v>99</v></c>', cell('B3', 'X2')) }),
    made(2),
  ),
  file('a workbook with dates', xlsx({ sheet: birthdays, styles: dates }), made(1)),
  file(
    'a workbook that counts from 1904',
    xlsx({
      sheet: birthdays,
      styles: dates,
      workbook: plainWorkbook.replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
    }),
    made(1),
  ),
  file(
    'a workbook with formulas',
    xlsx({
      sheet: header + row(2, '<c r="A2" t="str"><f>"A"&amp;"da"</f><v>Ada</v></c>', '<c r="B2"><f>1+1</f><v>2</v></c>'),
    }),
    made(1),
  ),
  file(
    'a workbook with errors',
    xlsx({ sheet: header + row(2, cell('A2', 'Ada'), '<c r="B2" t="e"><v>#REF!</v></c>') }),
    made(1),
  ),
  file(
    'a workbook with gaps',
    xlsx({ sheet: `${header}<row r="9"><c r="B9" t="inlineStr"><is><t>X9</t></is></c></row>` }),
    made(1),
  ),
  file(
    'a workbook without references',
    xlsx({
      sheet: '<row><c t="inlineStr"><is><t>Name</t></is></c></row><row><c t="inlineStr"><is><t>Ada</t></is></c></row>',
    }),
    made(1),
  ),
  file(
    'a workbook with prefixes',
    xlsx({
      sheet:
        `<worksheet xmlns:x="x"><x:sheetData>${(header + ada).replace(/<(\/?)(\w)/g, '<$1x:$2')}</x:sheetData></worksheet>`.replace(
          '<worksheet',
          '<worksheet',
        ),
    }),
    made(1),
  ),
  file('a workbook without rows', xlsx({ sheet: '' }), 'broken'),
  file('a workbook with a header only', xlsx({ sheet: header }), 'broken'),
  file('a workbook without sheets', xlsx({ sheet: header, workbook: '<workbook><sheets/></workbook>' }), 'broken'),
  file(
    'a workbook whose sheet is cut off',
    xlsx({ sheet: `<worksheet><sheetData>${header}${ada}<row r="3"><c r="A3"` }),
    'broken',
  ),
  file(
    'a workbook with entities',
    xlsx({ sheet: `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${header}` }),
    'broken',
  ),
  file('a workbook with a column too far', xlsx({ sheet: header + row(2, cell('ZZZZ2', 'x')) }), 'broken'),
  file(
    'a workbook with a huge string',
    xlsx({
      sheet:
        header + row(2, cell('A2', long(2_000_000)), cell('B2', 'X1')) + row(3, cell('A3', 'Bob'), cell('B3', 'X2')),
    }),
    made(1, 1),
  ),
  file(
    'a workbook with a password',
    zip([{ name: 'xl/workbook.xml', data: Buffer.from(plainWorkbook), encrypted: true }]),
    'broken',
  ),
  file('a binary workbook', zip([entry('xl/workbook.bin', 'x')]), 'broken'),
  file(
    'an OpenDocument sheet',
    zip([entry('mimetype', 'application/vnd.oasis'), entry('content.xml', '<x/>')]),
    'broken',
  ),
  file('a zip with a CSV inside', zip([entry('people.csv', `${head}Ada,1,`)]), 'broken'),
  file('a zip cut off', xlsx({ sheet: header + ada }).subarray(0, 400), 'broken'),
  file('a zip with one byte changed', Buffer.from(xlsx({ sheet: header + ada })).fill(0, 200, 230), 'broken'),
  file('an empty zip', Buffer.from('PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1'), 'broken'),
  file(
    'a zip bomb as a sheet',
    zip([
      entry('xl/workbook.xml', plainWorkbook),
      entry('xl/_rels/workbook.xml.rels', relations),
      big('xl/worksheets/sheet1.xml'),
    ]),
    'broken',
  ),
  file('a zip bomb as shared strings', xlsx({ sheet: header + ada, more: [big('xl/sharedStrings.xml')] }), 'broken'),
  file(
    'a zip bomb that lies about its size',
    zip([
      entry('xl/workbook.xml', plainWorkbook),
      entry('xl/_rels/workbook.xml.rels', relations),
      big('xl/worksheets/sheet1.xml', 1000),
    ]),
    'broken',
  ),
  file('a zip bomb inside another entry', xlsx({ sheet: header + ada, more: [big('xl/media/bomb.bin')] }), made(1)),
  file('CSV under the name of a workbook', `${head}Ada,1,\n`, made(1)),
  file('a gzip of CSV', gzipSync(`${head}Ada,1,\n`), made(1)),
  file(
    'a gzip cut off',
    gzipSync(`${head}${Array.from({ length: 5000 }, (_, i) => `N${i * 7919},${i},\n`).join('')}`).subarray(0, 3000),
    'broken',
  ),
  file('a gzip of nothing', gzipSync(''), 'broken'),
  file('a gzip bomb', gzipSync(Buffer.alloc(120 * 1024 * 1024, 0x20)), 'broken'),
  file('a gzip of a zip', gzipSync(xlsx({ sheet: header + ada })), 'broken'),
]

/** Characters that tend to break things, in the middle of an otherwise sound row. */
const odd = (): Hostile[] =>
  [
    '\u0001',
    '\u0007',
    '\u000b',
    '\u000c',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u00ad',
    '\u2028',
    '\u2029',
    '\u3000',
    '\ufeff',
    '\ufffe',
    '𠮷',
    '\u0600',
    'ß',
    'ı',
    'İ',
    '‘’',
    '%',
    '_',
    '?',
    '$1',
    ':x',
    "'",
    '\\',
    '`',
    ';',
    '|',
    '&lt;',
  ].map((character) =>
    file(`the character ${JSON.stringify(character)} in a name`, `${head}A${character}da,1,\nBob,2,\n`, made(2)),
  )

export const hostileFiles = (): Hostile[] => [...sound(), ...csv(), ...json(), ...vcards(), ...books(), ...odd()]
