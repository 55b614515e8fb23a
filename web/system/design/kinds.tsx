import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { KindName } from '@rapport/vocabulary/define/kinds/index.ts'
import {
  IconAbc,
  IconAlignLeft,
  IconAt,
  IconBraces,
  IconCalendar,
  IconCalendarClock,
  IconCash,
  IconCode,
  IconCurrencyDollar,
  IconHash,
  IconHourglass,
  IconLink,
  IconLinkPlus,
  IconList,
  IconListCheck,
  IconMapPin,
  IconMathFunction,
  IconNumber123,
  IconPercentage,
  IconPhone,
  IconPhoneCall,
  IconPointer,
  IconSum,
  IconToggleLeft,
  IconWorld,
} from '@tabler/icons-react'
import type { Icon } from '../../ui/icons.ts'

/** What a new field can be: a kind of value, or worked out from others. */
export type Made = KindName | 'formula' | 'rollup'

/** How each kind is shown to who designs, and what it is for. */
export const kindSigns: { readonly [K in Made]: { readonly icon: Icon; readonly say: MessageDescriptor } } = {
  text: { icon: IconAbc, say: msg`One line: names, titles` },
  long_text: { icon: IconAlignLeft, say: msg`Remarks of any length` },
  number: { icon: IconNumber123, say: msg`With digits after the point` },
  integer: { icon: IconHash, say: msg`Counts and pieces` },
  money: { icon: IconCash, say: msg`An exact amount` },
  percent: { icon: IconPercentage, say: msg`A share of a hundred` },
  date: { icon: IconCalendar, say: msg`A day` },
  datetime: { icon: IconCalendarClock, say: msg`A moment` },
  duration: { icon: IconHourglass, say: msg`Hours and minutes` },
  boolean: { icon: IconToggleLeft, say: msg`A tick box` },
  choice: { icon: IconList, say: msg`One of a list, in colour` },
  choices: { icon: IconListCheck, say: msg`Several of a list` },
  link: { icon: IconLink, say: msg`To one record of any object` },
  links: { icon: IconLinkPlus, say: msg`To any number of records` },
  email: { icon: IconAt, say: msg`Write by click` },
  phone: { icon: IconPhone, say: msg`Call by click` },
  url: { icon: IconWorld, say: msg`A page on the web` },
  code: { icon: IconCode, say: msg`Numbers of papers, keys` },
  currency: { icon: IconCurrencyDollar, say: msg`Which money` },
  emails: { icon: IconAt, say: msg`Several, with their use` },
  phones: { icon: IconPhoneCall, say: msg`Several, with their use` },
  addresses: { icon: IconMapPin, say: msg`Street, town, country` },
  reference: { icon: IconPointer, say: msg`To a record of any kind` },
  json: { icon: IconBraces, say: msg`Data of programs` },
  formula: { icon: IconMathFunction, say: msg`Worked out from this record` },
  rollup: { icon: IconSum, say: msg`Count or sum of what points here` },
}

export const madeOf = (field: Field): Made =>
  field.formula !== undefined ? 'formula' : field.rollup !== undefined ? 'rollup' : (field.kind as KindName)
