import {
  customersFollowMerges,
  customersFollowOrderLines,
  customersFollowOrders,
  customersFollowReturnLines,
  customersFollowReturns,
} from './customers/value.ts'
import { erasuresForget, refusalsForget } from './insights/forget.ts'
import { languageOfText } from './insights/language/told.ts'
import { insightsFollowMerges } from './insights/merged.ts'
import type { Area, Areas, Draft, RuleContext } from './records/rules.ts'
import { deal, dealLine } from './sales/deal.ts'
import { order } from './sales/order.ts'
import { orderLine } from './sales/order_line.ts'
import { quote, quoteLine } from './sales/quote.ts'
import { ordersFollowReturnLines, ordersFollowReturns } from './sales/returned.ts'
import { returnsFindTheirLines } from './service/match.ts'
import { message } from './service/message.ts'
import { refund } from './service/refund.ts'
import { goodsReturn } from './service/return.ts'
import { returnLine } from './service/return_line.ts'
import { ticket } from './service/ticket.ts'
import { layout } from './system/layout.ts'
import { role, team, user } from './system/people.ts'
import { task } from './work/task.ts'

/** The verbs that any of them follows; none named: all. */
const followed = (areas: readonly Area[]): readonly string[] | undefined => {
  const with_ = areas.flatMap(({ rules }) => (rules?.after ? [rules.follows] : []))
  return with_.every((one) => one !== undefined) ? with_.flat() : undefined
}

/** Several areas' interest in one object, in order. Areas do not know each other; they meet here. */
const joined = (...areas: readonly Area[]): Area => ({
  rules: {
    follows: followed(areas),
    // Absent where nobody has a say: an object that is looked at before each write costs more to write.
    ...(areas.some(({ rules }) => rules?.before) && {
      async before(draft: Draft, context: RuleContext) {
        for (const { rules } of areas) await rules?.before?.(draft, context)
      },
    }),
    async after(changes, context) {
      for (const { rules } of areas) {
        const own = rules?.follows ? changes.filter(({ verb }) => rules.follows!.includes(verb)) : changes
        if (own.length > 0) await rules?.after?.(own, context)
      }
    },
  },
  verbs: Object.assign({}, ...areas.map((area) => area.verbs)),
})

/** The rules and verbs of every object that has some: one line an object. */
export const areas: Areas = {
  customer: joined(customersFollowMerges, insightsFollowMerges, erasuresForget),
  consent: refusalsForget,
  deal,
  deal_line: dealLine,
  quote,
  quote_line: quoteLine,
  order: joined(order, customersFollowOrders),
  order_line: joined(orderLine, customersFollowOrderLines),
  return: joined(goodsReturn, ordersFollowReturns, customersFollowReturns),
  return_line: joined(returnsFindTheirLines, returnLine, ordersFollowReturnLines, customersFollowReturnLines),
  refund,
  ticket: joined(ticket, languageOfText('subject', 'description')),
  message: joined(message, languageOfText('text')),
  mail: languageOfText('subject', 'text'),
  task,
  user,
  role,
  team,
  layout,
}
