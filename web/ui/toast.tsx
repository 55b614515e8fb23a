import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore } from 'react'
import css from './toast.module.css'

interface Toast {
  readonly id: number
  readonly text: string
  readonly bad: boolean
  readonly action?: { readonly label: string; readonly run: () => void }
}

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()
const set = (next: readonly Toast[]): void => {
  toasts = next
  for (const listener of listeners) listener()
}
const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id))

const add = (text: string, bad: boolean, action?: Toast['action']): (() => void) => {
  last += 1
  const id = last
  set([...toasts.slice(-3), { id, text, bad, ...(action && { action }) }])
  return () => dismiss(id)
}
/** Says that something was done; with a way to take it back where there is one, which is offered for a minute. */
export const tell = (text: string, action?: Toast['action']): (() => void) => add(text, false, action)
/** Says that something went wrong, and stays longer. */
export const warn = (text: string): void => void add(text, true)

const shownFor = ({ bad, action }: Toast): number => (action ? 60_000 : bad ? 10_000 : 4_000)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const One = ({ toast, closeLabel }: { toast: Toast; closeLabel: string }) => {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), shownFor(toast))
    return () => clearTimeout(timer)
  }, [toast])
  const act = (): void => {
    toast.action?.run()
    dismiss(toast.id)
  }
  return (
    <div className={css.toast} role={toast.bad ? 'alert' : 'status'}>
      {toast.bad ? (
        <IconAlertTriangle size={17} className={css.bad} aria-hidden />
      ) : (
        <IconCheck size={17} className={css.good} aria-hidden />
      )}
      <span className={css.text}>{toast.text}</span>
      {toast.action && (
        <button type="button" className={css.action} onClick={act}>
          {toast.action.label}
        </button>
      )}
      <button type="button" className={css.close} aria-label={closeLabel} onClick={() => dismiss(toast.id)}>
        <IconX size={15} aria-hidden />
      </button>
    </div>
  )
}

export const Toasts = ({ closeLabel }: { closeLabel: string }) => {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div className={css.toasts}>
      {shown.map((toast) => (
        <One key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </div>
  )
}
