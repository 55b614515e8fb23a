import { nameFrom } from '../field-names.ts'

/** A name from a label that nobody has yet: x_size, x_size_2, …; on objects of users without x_. */
export const freeName = (label: string, taken: (name: string) => boolean, plain = false): string => {
  const name = nameFrom(label)
  const base = plain ? name.slice(2).replace(/^(?=\d)/, 'field_') : name
  if (!taken(base)) return base
  let count = 2
  while (taken(`${base.slice(0, 38)}_${count}`)) count++
  return `${base.slice(0, 38)}_${count}`
}
