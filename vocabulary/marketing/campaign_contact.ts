import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A customer whom a campaign reached, and what came of it. */
export const campaignContact = defineObject({
  name: 'campaign_contact',
  plural: 'campaign_contacts',
  concept: 'marketing',
  partOf: 'campaign',
  ownerless: true,
  hidden: true,
  label: label('Campaign contact', '活动触达'),
  labels: label('Campaign contacts', '活动触达'),
  icon: 'mail-forward',
  title: 'note',
  fields: {
    campaign: field.link(label('Campaign', '营销活动'), {
      to: 'campaign',
      required: true,
      part: true,
      reverse: label('Contacts', '触达'),
    }),
    customer: field.link(label('Customer', '客户'), {
      to: 'customer',
      required: true,
      reverse: label('Campaigns', '营销活动'),
    }),
    status: field.choice(
      label('Status', '状态'),
      {
        sent: { label: label('Sent', '已发送'), colour: 'gray' },
        opened: { label: label('Opened', '已打开'), colour: 'blue' },
        clicked: { label: label('Clicked', '已点击'), colour: 'teal' },
        responded: { label: label('Responded', '已响应'), colour: 'green' },
        bounced: { label: label('Bounced', '被退回'), colour: 'red' },
        opted_out: { label: label('Opted out', '已退订'), colour: 'orange' },
      },
      { required: true, default: 'sent' },
    ),
    at: field.datetime(label('When', '时间'), { index: true }),
    note: field.text(label('Remarks', '备注'), { max: 300 }),
  },
  list: { columns: ['customer', 'status', 'at', 'note'], sort: '-at' },
  page: {
    sections: [
      { label: label('Campaign contact', '活动触达'), fields: ['campaign', 'customer', 'status', 'at', 'note'] },
    ],
  },
  timeline: { at: 'at', customer: 'customer', show: ['campaign', 'status'] },
})
