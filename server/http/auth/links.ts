import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { invitationLetter, resetLetter } from '../../mail/letters.ts'
import type { Letter } from '../../mail/mail.ts'
import type { House } from '../house.ts'
import { moment, orNull, text } from '../route.ts'
import type { LinkPurpose } from './accounts.ts'
import { type FoundUser, organisationName, userById } from './find.ts'
import { checkPassword } from './password.ts'

const pages: Readonly<Record<LinkPurpose, string>> = { invitation: 'accept', reset: 'reset' }

export interface Sent {
  /** The link itself where no letter could carry it; null when a letter is on its way. */
  readonly link: string | null
  readonly sent: boolean
  readonly expires_at: string
}

/** Whether the letter has left the house. One that could not is no reason to leave a person outside. */
async function post(house: House, letter: Letter): Promise<boolean> {
  try {
    await house.mail.send(letter)
    return house.mail.sends
  } catch (error) {
    house.tell(`A letter to ${letter.to} was not sent: ${(error as Error).message}`)
    return false
  }
}

/** Makes a link and posts it; where no letter leaves, whoever asked passes the link on. */
export async function sendLink(house: House, user: FoundUser, purpose: LinkPurpose, by: string): Promise<Sent> {
  const { token, expiresAt } = await house.accounts.makeLink(user.id, purpose)
  const link = `${house.url}/${pages[purpose]}?token=${token}`
  const letter =
    purpose === 'reset'
      ? resetLetter(user.email, user.language, link)
      : invitationLetter(user.email, user.language, link, by, await organisationName(house.db))
  const sent = await post(house, letter)
  return { link: sent ? null : link, sent, expires_at: expiresAt }
}

export const token = field.code(label('Token of the link', '链接令牌'), { required: true, max: 200 })
export const sentSchema = { link: orNull(text), sent: { type: 'boolean' }, expires_at: moment }

/** The person whom a link is for, as long as they may come in. */
export async function personOf(house: House, user: string): Promise<FoundUser> {
  const found = await userById(house.db, user)
  if (!found) throw new Problem('link_expired')
  if (found.status === 'inactive') throw new Problem('account_deactivated')
  return found
}

/** The person whom a link of this purpose is for, with a password that will do. */
export async function checkLink(
  house: House,
  given: { token: string; password: string },
  purpose: LinkPurpose,
): Promise<FoundUser> {
  const link = await house.accounts.readLink(given.token)
  if (link.purpose !== purpose) throw new Problem('link_expired')
  const user = await personOf(house, link.user)
  checkPassword(given.password, [user.name, user.email])
  return user
}
