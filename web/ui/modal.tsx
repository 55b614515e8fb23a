import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

export interface DialogProps {
  readonly title: ReactNode
  readonly close: () => void
  readonly children: ReactNode
  /** For what is compared side by side. */
  readonly wide?: boolean
}

export const ModalDialog = ({ title, close, children, wide }: DialogProps) => (
  <Modal opened onClose={close} title={title} centered size={wide ? 'xl' : 'md'} transitionProps={{ duration: 100 }}>
    {children}
  </Modal>
)
