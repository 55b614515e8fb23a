import { Problem } from '../errors.ts'
import type { Area, Draft } from '../records/rules.ts'

/** One layout for each object, place and role: the code says which. */
const codeOf = ({ values }: Draft): string => {
  const of = (name: string): string => String(values[name] ?? '')
  return [of('object'), of('place') || 'page', of('role') || 'everyone'].join('/')
}

export const layout: Area = {
  rules: {
    before(draft, { person }) {
      if (!person.abilities.includes('designer'))
        throw new Problem('ability_missing', 'Changing how pages and boards stand needs the ability "designer".')
      if (draft.verb === 'create') draft.values.code = codeOf(draft)
    },
  },
}
