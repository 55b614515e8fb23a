import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Bone } from '../../ui/states.tsx'
import css from './entries.module.css'

export const MoreButton = ({ more, loading }: { more: (() => void) | undefined; loading: boolean }) =>
  more === undefined ? null : (
    <Button variant="default" size="compact-sm" mt="md" loading={loading} onClick={more}>
      <Trans>Show earlier ones</Trans>
    </Button>
  )

export const BoneEntries = () => (
  <div className={css.entries} aria-busy>
    {['58%', '44%', '66%'].map((width) => (
      <div key={width} className={css.entry}>
        <Bone width={28} height={28} />
        <Bone width={width} height={12} />
      </div>
    ))}
  </div>
)
