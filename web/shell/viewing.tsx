import { Trans, useLingui } from '@lingui/react/macro'
import { IconEye } from '@tabler/icons-react'
import { call } from '../api.ts'
import { useMe } from '../session.ts'
import css from './viewing.module.css'

/** Says that one looks through the eyes of another, and leads back. */
export const Viewing = () => {
  const { t } = useLingui()
  const me = useMe()
  if (me.viewed_by === null) return null
  const { name } = me
  // What is remembered belongs to the other person, so all of it is read anew.
  const back = (): Promise<void> =>
    call<void>('DELETE', '/view-as').then(() => window.location.assign('/settings/people'))
  return (
    <aside className={css.banner} aria-label={t`View as`}>
      <IconEye size={17} aria-hidden />
      <span>
        <Trans>You see Rapport as {name} sees it. Nothing can be changed.</Trans>
      </span>
      <button type="button" onClick={back}>
        <Trans>Back to me</Trans>
      </button>
    </aside>
  )
}
