import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Chance } from '@rapport/server/sample/chance.ts'

const shade = 'RED BLUE GREEN PINK WHITE IVORY SILVER RETRO VINTAGE WOODEN'.split(' ')
const thing = 'LANTERN MUG CLOCK CUSHION BUNTING TEAPOT FRAME HEART BASKET CANDLE'.split(' ')
const countries = ['United Kingdom', 'France', 'Germany', 'EIRE', 'Spain']

/** One invoice of a shop as its till exports it: many lines, now and then without a customer, now and then a return. */
const invoice = (chance: Chance, number: number): string[] => {
  const back = chance.happens(0.03)
  const customer = chance.happens(0.1) ? '' : `${12_000 + chance.whole(0, 4_000)}.0`
  const at = new Date(Date.UTC(2026, 0, 1) + number * 240_000).toISOString().slice(0, 19).replace('T', ' ')
  const country = chance.pick(countries)
  return Array.from({ length: chance.whole(1, back ? 3 : 40) }, () => {
    const product = chance.whole(0, 3_500)
    const name = `${shade[product % 10]} ${thing[Math.floor(product / 10) % 10]} NO ${product}`
    const quantity = chance.whole(1, 24) * (back ? -1 : 1)
    return `${back ? 'C' : ''}${500_000 + number},${20_000 + product},${name},${quantity},${at},${(product % 900) / 100 + 0.5},${customer},${country}\n`
  })
}

/** A CSV file of invoice lines: order, product, customer and line in one row, as of UCI Online Retail. The same in every run; the invoices are numbered from `from` on. */
export const writeLines = async (path: string, rows: number, from = 0): Promise<void> => {
  const chance = new Chance(2)
  const out = createWriteStream(path)
  out.write('InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n')
  let lines: string[] = []
  for (let [written, number] = [0, from]; written < rows; number++) {
    lines.push(...invoice(chance, number))
    if (lines.length < 2_000 && written + lines.length < rows) continue
    const some = lines.slice(0, rows - written)
    written += some.length
    lines = []
    if (!out.write(some.join(''))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}
