import { Trans, useLingui } from '@lingui/react/macro'
import { type ErrorComponentProps, Outlet } from '@tanstack/react-router'
import { ApiProblem, Unreachable } from '../api.ts'
import { Lost } from '../records/lost.tsx'
import press from '../ui/press.module.css'
import { Bone, Failed } from '../ui/states.tsx'
import { Toasts } from '../ui/toast.tsx'
import css from './root.module.css'

export const Root = () => {
  const { t } = useLingui()
  return (
    <>
      <Outlet />
      <Toasts closeLabel={t`Close`} />
    </>
  )
}

export const Waiting = () => (
  <div className={css.waiting} role="status">
    <span className="visually-hidden">
      <Trans>Loading…</Trans>
    </span>
    {['38%', '82%', '74%', '90%', '66%'].map((width) => (
      <Bone key={width} width={width} height={12} />
    ))}
  </div>
)

export const Stumbled = ({ error, reset }: ErrorComponentProps) => {
  if (error instanceof ApiProblem && error.status === 404) return <Lost />
  return (
    <Failed
      title={
        error instanceof Unreachable ? (
          <Trans>The server does not answer</Trans>
        ) : (
          <Trans>This page could not be shown</Trans>
        )
      }
      action={
        <button type="button" className={press.press} onClick={reset}>
          <Trans>Try again</Trans>
        </button>
      }
    >
      {error instanceof Unreachable ? (
        <Trans>Check the connection; nothing you entered is lost.</Trans>
      ) : (
        String(error instanceof Error ? error.message : error)
      )}
    </Failed>
  )
}
