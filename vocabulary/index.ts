import { consent } from './customers/consent.ts'
import { customer } from './customers/customer.ts'
import { relationship } from './customers/relationship.ts'
import { review } from './customers/review.ts'
import type { ObjectDefinition } from './define/object.ts'
import { Vocabulary } from './define/vocabulary.ts'
import { insightRun } from './insights/insight_run.ts'
import { model } from './insights/model.ts'
import { modelVersion } from './insights/model_version.ts'
import { answer } from './marketing/answer.ts'
import { campaign } from './marketing/campaign.ts'
import { campaignContact } from './marketing/campaign_contact.ts'
import { form } from './marketing/form.ts'
import { promotion } from './marketing/promotion.ts'
import { question } from './marketing/question.ts'
import { segment } from './marketing/segment.ts'
import { survey } from './marketing/survey.ts'
import { category } from './products/category.ts'
import { price } from './products/price.ts'
import { priceList } from './products/price_list.ts'
import { product } from './products/product.ts'
import { deal } from './sales/deal.ts'
import { dealLine } from './sales/deal_line.ts'
import { order } from './sales/order.ts'
import { orderLine } from './sales/order_line.ts'
import { pipeline } from './sales/pipeline.ts'
import { quote } from './sales/quote.ts'
import { quoteLine } from './sales/quote_line.ts'
import { stage } from './sales/stage.ts'
import { target } from './sales/target.ts'
import { article } from './service/article.ts'
import { message } from './service/message.ts'
import { refund } from './service/refund.ts'
import { goodsReturn } from './service/return.ts'
import { returnLine } from './service/return_line.ts'
import { ticket } from './service/ticket.ts'
import { comment } from './system/comment.ts'
import { file } from './system/file.ts'
import { follower } from './system/follower.ts'
import { layout } from './system/layout.ts'
import { notification } from './system/notification.ts'
import { organisation } from './system/organisation.ts'
import { role } from './system/role.ts'
import { tag } from './system/tag.ts'
import { team } from './system/team.ts'
import { user } from './system/user.ts'
import { view } from './system/view.ts'
import { call } from './work/call.ts'
import { mail } from './work/mail.ts'
import { meeting } from './work/meeting.ts'
import { note } from './work/note.ts'
import { task } from './work/task.ts'

const customers = [customer, relationship, consent, review]
const products = [product, category, priceList, price]
const sales = [deal, dealLine, quote, quoteLine, order, orderLine, target, pipeline, stage]
const service = [ticket, message, goodsReturn, returnLine, refund, article]
const marketing = [campaign, campaignContact, segment, promotion, form, survey, question, answer]
const insights = [model, modelVersion, insightRun]
const work = [task, call, meeting, note, mail]
const system = [organisation, user, team, role, view, layout, file, tag, comment, follower, notification]

/** Everything that Rapport keeps, one entry an object; the order is that of the navigation. */
export const objects: readonly ObjectDefinition[] = [
  ...customers,
  ...products,
  ...sales,
  ...service,
  ...marketing,
  ...insights,
  ...work,
  ...system,
]

export const vocabulary = new Vocabulary(objects)
