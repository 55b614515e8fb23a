import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

export interface DialogProps {
  readonly title: ReactNode
  readonly close: () => void
  readonly children: ReactNode
}

export const ModalDialog = ({ title, close, children }: DialogProps) => (
  <Modal opened onClose={close} title={title} centered transitionProps={{ duration: 100 }}>
    {children}
  </Modal>
)
