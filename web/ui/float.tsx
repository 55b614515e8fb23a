import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'

interface Given {
  readonly open: boolean
  readonly close: () => void
  readonly align: 'start' | 'end'
  readonly button: ReactNode
  readonly children: ReactNode
}

export const Float = ({ open, close, align, button, children }: Given) => (
  <Popover opened={open} onChange={(next) => !next && close()} position={`bottom-${align}`} trapFocus returnFocus>
    <Popover.Target>{button}</Popover.Target>
    <Popover.Dropdown p={10}>{children}</Popover.Dropdown>
  </Popover>
)
