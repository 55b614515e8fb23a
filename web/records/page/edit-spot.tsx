import { IconPencil } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import css from './facts.module.css'

/** A value that can be edited where it stands: by a press anywhere on it but its links, or by the pencil beside it. */
export const EditSpot = ({ label, edit, children }: { label: string; edit: () => void; children: ReactNode }) => {
  const press = (event: MouseEvent): void => {
    if (!(event.target as HTMLElement).closest('a, button')) edit()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pencil is the way in for keyboards and screen readers
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div className={css.shown} data-spot onClick={press}>
      {children}
      <button type="button" className={css.pencil} aria-label={label} onClick={edit}>
        <IconPencil size={14} stroke={1.7} aria-hidden />
      </button>
    </div>
  )
}
