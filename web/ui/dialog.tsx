import { later } from './later.tsx'
import type { DialogProps } from './modal.tsx'

/** A question that must be answered first. Shown for as long as it is there; its code comes with the first one. */
export const Dialog = later<DialogProps>(() => import('./modal.tsx').then((module) => module.ModalDialog), 0)
