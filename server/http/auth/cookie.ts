import { createHmac, timingSafeEqual } from 'node:crypto'

export const cookieName = 'rapport.session_token'
const prefix = `${cookieName}=`

/** The session cookie as it came, still signed and escaped; undefined when there is none. */
export const sessionCookie = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  for (let at = header.indexOf(prefix); at !== -1; at = header.indexOf(prefix, at + 1)) {
    if (at > 0 && header.charCodeAt(at - 1) !== 32 && header.charCodeAt(at - 1) !== 59) continue
    const end = header.indexOf(';', at)
    return header.slice(at + prefix.length, end === -1 ? undefined : end)
  }
  return undefined
}

const signatureOf = (token: string, secret: string): string =>
  createHmac('sha256', secret).update(token).digest('base64')

/** A cookie's value in the form of better-auth: the token, a point, its HMAC, all escaped. */
export const signCookie = (token: string, secret: string): string =>
  encodeURIComponent(`${token}.${signatureOf(token, secret)}`)

/** The token in a signed cookie, or undefined when the signature is not ours. */
export const tokenOf = (cookie: string, secret: string): string | undefined => {
  let plain: string
  try {
    plain = decodeURIComponent(cookie)
  } catch {
    return undefined
  }
  const point = plain.lastIndexOf('.')
  if (point < 1) return undefined
  const given = Buffer.from(plain.slice(point + 1))
  const right = Buffer.from(signatureOf(plain.slice(0, point), secret))
  return given.length === right.length && timingSafeEqual(given, right) ? plain.slice(0, point) : undefined
}

export interface CookieOptions {
  /** Seconds; absent: until the browser closes. */
  readonly maxAge?: number
  readonly secure: boolean
}

/** The header that sets the session cookie; an empty value clears it. */
export const setCookie = (value: string, { maxAge, secure }: CookieOptions): string =>
  `${prefix}${value}; Path=/; HttpOnly; SameSite=Lax${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}${secure ? '; Secure' : ''}`
