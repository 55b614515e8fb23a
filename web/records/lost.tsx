import { Trans } from '@lingui/react/macro'
import { IconCompass } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import press from '../ui/press.module.css'
import { Empty } from '../ui/states.tsx'

export const Lost = () => (
  <Empty
    icon={IconCompass}
    title={<Trans>There is nothing at this address</Trans>}
    action={
      <Link to="/" className={press.press}>
        <Trans>To the start page</Trans>
      </Link>
    }
  >
    <Trans>The record may be in the trash, the address may be mistyped, or you may not be allowed to see it.</Trans>
  </Empty>
)
