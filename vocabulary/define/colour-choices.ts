import type { Choice, Colour } from './field.ts'
import { label } from './label.ts'

const made = (colour: Colour, en: string, zh: string): Choice => ({ label: label(en, zh), colour })

/** Every colour of the palette with its name, as the choices of a field that holds one: `field.choice(label('Colour', '颜色'), colourChoices)`. */
export const colourChoices: { readonly [colour in Colour]: Choice } = {
  gray: made('gray', 'Gray', '灰色'),
  red: made('red', 'Red', '红色'),
  orange: made('orange', 'Orange', '橙色'),
  yellow: made('yellow', 'Yellow', '黄色'),
  green: made('green', 'Green', '绿色'),
  teal: made('teal', 'Teal', '青色'),
  blue: made('blue', 'Blue', '蓝色'),
  indigo: made('indigo', 'Indigo', '靛蓝'),
  violet: made('violet', 'Violet', '紫色'),
  pink: made('pink', 'Pink', '粉色'),
}
