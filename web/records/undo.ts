import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useEffect } from 'react'
import { tell, warn } from '../ui/toast.tsx'
import { sayProblem } from './problem.ts'

interface Step {
  readonly undo: () => Promise<unknown>
  /** Takes its message away. */
  readonly hush: () => void
}

const mostSteps = 50
let steps: readonly Step[] = []

const take = async (step: Step): Promise<void> => {
  steps = steps.filter((one) => one !== step)
  step.hush()
  await step.undo().catch((error: unknown) => warn(sayProblem(error)))
}

/** Says what was done, and offers to take it back: by the message for a minute, and by Ctrl-Z for as long as the app is open. */
export const offerUndo = (text: string, undo: () => Promise<unknown>): void => {
  steps.at(-1)?.hush()
  const step: Step = { undo, hush: tell(text, { label: i18n._(msg`Undo`), run: () => void take(step) }) }
  steps = [...steps.slice(1 - mostSteps), step]
}

/** Takes back what was done last; nothing happens when there is nothing left. */
export const undoLast = (): void => {
  const last = steps.at(-1)
  if (last) void take(last)
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

const onKeyDown = (event: KeyboardEvent): void => {
  const wanted = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
  if (!wanted || event.defaultPrevented || isTyping(event.target)) return
  event.preventDefault()
  undoLast()
}

/** Ctrl-Z everywhere but in a field that is being written, where the browser's own undo is meant. */
export const useUndoKeys = (): void => {
  useEffect(() => {
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
