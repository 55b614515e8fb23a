import { pageIn } from '@rapport/vocabulary/define/page-layout.ts'
import { Problem } from '../errors.ts'
import { refuseDefinition } from '../records/custom/definition.ts'
import type { Area, Draft, RuleContext } from '../records/rules.ts'
import { checkedPage } from './page-layout.ts'

/** One layout for each object, place and role: the code says which. */
const codeOf = ({ values }: Draft): string => {
  const of = (name: string): string => String(values[name] ?? '')
  return [of('object'), of('place') || 'page', of('role') || 'everyone'].join('/')
}

/** A page names fields, lists and kinds of sections: each must be one. */
function checkPage({ values, current }: Draft, { vocabulary }: RuleContext): void {
  if (values.settings === undefined || (values.place ?? current?.place ?? 'page') !== 'page') return
  const name = String(values.object ?? current?.object)
  const object = vocabulary.find(name)
  if (!object) throw refuseDefinition(`There is no object "${name.slice(0, 60)}".`, `没有对象“${name.slice(0, 60)}”。`)
  values.settings = checkedPage(values.settings, object, vocabulary, pageIn(current?.settings))
}

export const layout: Area = {
  rules: {
    before(draft, context) {
      if (!context.person.abilities.includes('designer'))
        throw new Problem('ability_missing', 'Changing how pages and boards stand needs the ability "designer".')
      if (draft.verb === 'create') draft.values.code = codeOf(draft)
      if (draft.verb === 'create' || draft.verb === 'update') checkPage(draft, context)
    },
  },
}
