import { lazy, Suspense } from 'react'
import type { DialogProps } from './modal.tsx'

const ModalDialog = lazy(() => import('./modal.tsx').then((module) => ({ default: module.ModalDialog })))

/** A question that must be answered first. Shown for as long as it is there; its code comes with the first one. */
export const Dialog = (props: DialogProps) => (
  <Suspense>
    <ModalDialog {...props} />
  </Suspense>
)
