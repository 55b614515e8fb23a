import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { languageChoices } from '../define/language-choices.ts'
import { defineObject } from '../define/object.ts'
import { aboutFields } from './about.ts'

/** An e-mail that came or went. */
export const mail = defineObject({
  name: 'mail',
  plural: 'mails',
  concept: 'work',
  label: label('E-mail', '邮件'),
  labels: label('E-mails', '邮件'),
  icon: 'mail',
  title: 'subject',
  follows: 'about',
  fields: {
    subject: field.text(label('Subject', '主题'), { max: 1000, search: true, index: true }),
    ...aboutFields,
    direction: field.choice(
      label('Direction', '方向'),
      {
        in: { label: label('Received', '收到'), colour: 'blue' },
        out: { label: label('Sent', '发出'), colour: 'teal' },
      },
      { required: true, default: 'out' },
    ),
    from: field.email(label('From', '发件人')),
    to: field.emails(label('To', '收件人')),
    cc: field.emails(label('Copy to', '抄送')),
    text: field.longText(label('Text', '正文')),
    language: field.choice(label('Language', '语言'), languageChoices, {
      index: true,
      help: label('Told from the text, unless you choose', '根据文本识别，也可自行选择'),
      aliases: ['lang', 'language of text', '语种'],
    }),
    at: field.datetime(label('When', '时间'), { index: true }),
    message_id: field.code(label('Message number', '邮件标识'), { max: 1000, unique: true, key: true }),
    campaign: field.link(label('Campaign', '营销活动'), { to: 'campaign', reverse: label('E-mails', '邮件') }),
  },
  list: { columns: ['subject', 'customer', 'direction', 'from', 'to', 'at'], sort: '-at' },
  page: {
    sections: [
      {
        label: label('E-mail', '邮件'),
        fields: ['subject', 'customer', 'about', 'direction', 'from', 'to', 'cc', 'at', 'language', 'text', 'campaign'],
      },
    ],
  },
  timeline: { at: 'at', customer: 'customer', about: 'about', show: ['direction', 'text'] },
})
