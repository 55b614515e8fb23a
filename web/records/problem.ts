import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { ApiProblem, Unreachable } from '../api.ts'

/** A failure in words for the person: the server's own sentence where there is one. */
export const sayProblem = (error: unknown): string => {
  if (error instanceof Unreachable) return i18n._(msg`The server does not answer. Check the connection and try again.`)
  if (error instanceof ApiProblem && error.status === 403)
    return i18n._(msg`You may not do this. Ask an administrator for the permission.`)
  const said = error instanceof ApiProblem ? (error.body.say as Label | undefined) : undefined
  if (said) return i18n.locale === 'zh' ? said.zh : said.en
  return error instanceof Error ? error.message : String(error)
}
