import { useLingui } from '@lingui/react/macro'
import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'

/** The navigation on a phone. */
export const SideDrawer = ({ close, children }: { close: () => void; children: ReactNode }) => {
  const { t } = useLingui()
  return (
    <Drawer
      opened
      onClose={close}
      size="min(320px, 86vw)"
      withCloseButton={false}
      padding={0}
      aria-label={t`Navigation`}
    >
      {children}
    </Drawer>
  )
}
