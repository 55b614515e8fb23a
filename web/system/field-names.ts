import type { Choice } from '@rapport/vocabulary/define/field.ts'
import { colours } from '@rapport/vocabulary/define/field.ts'

const plain = (label: string): string =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)

/** The name of a field in the API from its label: "Shoe size" is x_shoe_size. */
export const nameFrom = (label: string): string => `x_${plain(label) || 'field'}`

/** Choices from lines of text; each keeps a value of its own and gets a colour in turn. */
export const choicesFrom = (text: string): { readonly [value: string]: Choice } => {
  const lines = [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
  return Object.fromEntries(
    lines.map((line, index) => [
      plain(line) || `choice_${index + 1}`,
      { label: { en: line, zh: line }, colour: colours[(index * 3 + 6) % colours.length]! },
    ]),
  )
}
