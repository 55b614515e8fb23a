import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** What a customer allowed or refused, for which purpose and channel, when and on what basis. The latest one counts. */
export const consent = defineObject({
  name: 'consent',
  plural: 'consents',
  concept: 'customers',
  label: label('Consent', '授权同意'),
  labels: label('Consents', '授权同意'),
  icon: 'shield-check',
  title: 'wording',
  fields: {
    customer: field.link(label('Customer', '客户'), {
      to: 'customer',
      required: true,
      reverse: label('Consents', '授权同意'),
    }),
    purpose: field.choice(
      label('Purpose', '用途'),
      {
        marketing: { label: label('Marketing', '营销'), colour: 'violet' },
        profiling: { label: label('Profiling', '画像分析'), colour: 'indigo' },
        service: { label: label('Service messages', '服务通知'), colour: 'blue' },
        sharing: { label: label('Sharing with others', '对外共享'), colour: 'orange' },
      },
      { required: true, default: 'marketing', index: true },
    ),
    channel: field.choice(
      label('Channel', '渠道'),
      {
        any: { label: label('Any', '全部') },
        email: { label: label('E-mail', '邮件') },
        phone: { label: label('Phone', '电话') },
        sms: { label: label('Text message', '短信') },
        post: { label: label('Post', '邮寄') },
        wechat: { label: label('WeChat', '微信') },
      },
      { required: true, default: 'any' },
    ),
    given: field.boolean(label('Given', '是否同意'), {
      required: true,
      default: true,
      aliases: ['opt in', 'opted in', 'subscribed', '已同意', '订阅'],
    }),
    at: field.datetime(label('When', '时间'), { index: true }),
    basis: field.choice(label('Basis', '依据'), {
      consent: { label: label('Consent', '同意') },
      contract: { label: label('Contract', '合同') },
      interest: { label: label('Legitimate interest', '正当利益') },
      law: { label: label('Legal duty', '法定义务') },
    }),
    wording: field.text(label('Wording', '条款文本'), { max: 1000 }),
    evidence: field.text(label('Evidence', '凭证'), {
      max: 1000,
      help: label('Form, recording or letter that shows it', '可证明的表单、录音或信函'),
    }),
  },
  list: { columns: ['customer', 'purpose', 'channel', 'given', 'at', 'basis'], sort: '-at' },
  page: {
    sections: [
      {
        label: label('Consent', '授权同意'),
        fields: ['customer', 'purpose', 'channel', 'given', 'at', 'basis', 'wording', 'evidence'],
      },
    ],
  },
  timeline: { at: 'at', customer: 'customer', show: ['purpose', 'channel', 'given'] },
})
