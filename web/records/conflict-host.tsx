import { later } from '../ui/later.tsx'
import { useConflict } from './conflicts.ts'

const ConflictDialog = later(() => import('./page/conflict.tsx').then((module) => module.ConflictDialog), 0)

/** Asks which of two values is to stand, on whatever page the person is. */
export const ConflictHost = () => {
  const conflict = useConflict()
  return conflict && <ConflictDialog key={conflict.current.id} conflict={conflict} />
}
