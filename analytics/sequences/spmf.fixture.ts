import type { History } from './sequences.ts'

/** Histories out of SPMF's text form: items, −1 ends an element, −2 a sequence. */
export function histories(text: string): History[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const elements = line.split(' -2')[0]!.split(' -1')
      return { elements: elements.map((element) => element.trim().split(' ')).filter(([first]) => first) }
    })
}
