import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Chance } from '@rapport/server/sample/chance.ts'

const first = 'James Mary Wei Anna Omar Petra Sofia Noah Emma Lukas Nadia Pierre'.split(' ')
const last = 'Smith Johnson Müller Wang Brown Garcia Rossi Novak Kim OBrien Lee Duval'.split(' ')
const phones: { readonly [country: string]: (chance: Chance) => string } = {
  'United Kingdom': (chance) => `020 7${chance.whole(1_000_000, 9_999_999)}`,
  France: (chance) => `+33 1 ${chance.whole(10_000_000, 99_999_999)}`,
  Germany: (chance) => `030 ${chance.whole(1_000_000, 9_999_999)}`,
  China: (chance) => `138${chance.whole(10_000_000, 99_999_999)}`,
  'United States': (chance) => `+1 (415) ${chance.whole(200, 999)}-${chance.whole(1_000, 9_999)}`,
}
const countries = Object.keys(phones)
const letters = 'abcdefghijklmnopqrstuvwxyz'
const word = (chance: Chance): string =>
  Array.from({ length: chance.whole(4, 9) }, () => chance.pick([...letters])).join('')

const line = (chance: Chance, i: number): string => {
  const [given, family] = [chance.pick(first) + word(chance).slice(0, 2), chance.pick(last) + word(chance).slice(0, 3)]
  const country = chance.pick(countries)
  const name = chance.happens(0.1) ? `"${family.toUpperCase()}, ${given}"` : `${given} ${family}`
  const mail = `${given}.${family}`.normalize('NFD').replace(/[^a-z.]/gi, '')
  return `C${1_000_000 + i},${name},${mail}@${word(chance)}.com,${phones[country]!(chance)},${country},${chance.pick(['Web', 'Fair', 'N/A', 'Referral'])},${chance.pick(['Buyer', '', 'Engineer'])}\n`
}

/** A CSV file of customers as people keep them: names both ways round, local phones, blank words. The same in every run. */
export const writeCustomers = async (path: string, rows: number): Promise<void> => {
  const chance = new Chance(1)
  const out = createWriteStream(path)
  out.write('Customer ID,Full name,E-mail,Phone,Country,Source,Job title\n')
  for (let i = 0; i < rows; ) {
    let text = ''
    for (let n = 0; n < 2_000 && i < rows; n++, i++) text += line(chance, i)
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}
