import type { Label, Locale } from '@rapport/vocabulary/define/label.ts'
import type { Letter } from './mail.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => escapes[one]!)

/** Names come from people: in a subject or a text they stay on one line. */
const line = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200)

interface Words {
  readonly subject: Label
  readonly body: Label
  readonly button: Label
}

const letter = (to: string, locale: Locale, link: string, { subject, body, button }: Words): Letter => ({
  to,
  subject: line(subject[locale]),
  text: `${body[locale]}\n\n${link}\n`,
  html: `<p>${escaped(body[locale])}</p><p><a href="${escaped(link)}">${escaped(button[locale])}</a></p>`,
})

export const invitationLetter = (to: string, locale: Locale, link: string, by: string, organisation: string): Letter =>
  letter(to, locale, link, {
    subject: { en: `${by} invites you to ${organisation}`, zh: `${by} 邀请您加入 ${organisation}` },
    body: {
      en: `${line(by)} invites you to work with ${line(organisation)} in Rapport. The link holds for seven days and works once.`,
      zh: `${line(by)} 邀请您在 Rapport 中加入 ${line(organisation)}。链接七天内有效，仅可使用一次。`,
    },
    button: { en: 'Choose a password', zh: '设置密码' },
  })

export const resetLetter = (to: string, locale: Locale, link: string): Letter =>
  letter(to, locale, link, {
    subject: { en: 'A new password for Rapport', zh: '重设 Rapport 密码' },
    body: {
      en: 'Somebody, hopefully you, asked for a new password. The link holds for two hours and works once. If it was not you, nothing needs to be done.',
      zh: '有人（希望是您）请求重设密码。链接两小时内有效，仅可使用一次。如果不是您本人操作，请忽略此邮件。',
    },
    button: { en: 'Choose a new password', zh: '设置新密码' },
  })
