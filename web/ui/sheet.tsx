import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'

interface Given {
  readonly title: ReactNode
  readonly close: () => void
  readonly children: ReactNode
}

/** A panel beside what it changes, which stays in sight and in use; on a phone a sheet from below. */
export const Sheet = ({ title, close, children }: Given) => {
  const phone = useMediaQuery('(max-width: 800px)', false, { getInitialValueInEffect: false })
  return (
    <Drawer
      opened
      onClose={close}
      title={title}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '88%' : 460}
      withOverlay={phone}
      lockScroll={phone}
      trapFocus={phone}
      shadow="xl"
      radius={phone ? 'lg' : 0}
      transitionProps={{ duration: 120 }}
    >
      {children}
    </Drawer>
  )
}
