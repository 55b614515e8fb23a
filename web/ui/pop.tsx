import { lazy, type ReactNode, Suspense, useState } from 'react'

const Float = lazy(() => import('./float.tsx').then((module) => ({ default: module.Float })))

interface Given {
  /** The button that opens it; given what to do when pressed. */
  readonly button: (press: () => void, open: boolean) => ReactNode
  readonly children: (close: () => void) => ReactNode
  readonly align?: 'start' | 'end'
  readonly onClose?: () => void
}

/** Something that opens under a button. What it needs to float is loaded at the first press. */
export const Pop = ({ button, children, align = 'start', onClose }: Given) => {
  const [open, setOpen] = useState(false)
  const [used, setUsed] = useState(false)
  const close = (): void => {
    setOpen(false)
    onClose?.()
  }
  const press = (): void => {
    setUsed(true)
    setOpen(true)
  }
  if (!used) return button(press, false)
  return (
    <Suspense fallback={button(press, true)}>
      <Float open={open} close={close} align={align} button={button(press, open)}>
        {open && children(close)}
      </Float>
    </Suspense>
  )
}
