import { useConflict } from './conflicts.ts'
import { ConflictDialog } from './page/conflict.tsx'

/** Asks which of two values is to stand, on whatever page the person is. */
export const ConflictHost = () => {
  const conflict = useConflict()
  return conflict && <ConflictDialog key={conflict.current.id} conflict={conflict} />
}
