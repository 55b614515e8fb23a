import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Concept, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

/** A page that is not the list of an object. */
export interface Place {
  readonly to: string
  readonly label: MessageDescriptor
  readonly icon: string
}

interface Section {
  readonly concept: Concept
  readonly label: MessageDescriptor
  readonly places?: readonly Place[]
}

/** The sections of the navigation, in order. What belongs to the system itself stands in the settings. */
export const sections: readonly Section[] = [
  { concept: 'work', label: msg`Work` },
  { concept: 'customers', label: msg`Customers` },
  { concept: 'products', label: msg`Products` },
  { concept: 'sales', label: msg`Sales` },
  { concept: 'service', label: msg`Service` },
  { concept: 'marketing', label: msg`Marketing` },
  {
    concept: 'insights',
    label: msg`Insights`,
    places: [
      { to: '/insights', label: msg`What the data say`, icon: 'bulb' },
      { to: '/insights/segments', label: msg`Customer groups`, icon: 'chart-pie' },
      { to: '/insights/baskets', label: msg`Bought together`, icon: 'shopping-bag' },
      { to: '/insights/recommend', label: msg`Recommendations`, icon: 'thumb-up' },
      { to: '/insights/forecast', label: msg`Sales forecast`, icon: 'trending-up' },
      { to: '/insights/pipeline', label: msg`Pipeline forecast`, icon: 'activity' },
      { to: '/insights/plan', label: msg`Plan of offers`, icon: 'target-arrow' },
      { to: '/insights/budget', label: msg`Budget plan`, icon: 'coin' },
      { to: '/insights/assignment', label: msg`Lead assignment`, icon: 'users-group' },
      { to: '/insights/routes', label: msg`Visit routes`, icon: 'map-pin' },
    ],
  },
]

/** The objects of a section that have a place of their own: parts are shown inside their whole. */
export const shownIn = (vocabulary: Vocabulary, concept: Concept): readonly ObjectDefinition[] =>
  vocabulary.objects.filter((object) => object.concept === concept && !object.hidden && !object.partOf)
