import { lazy, Suspense } from 'react'
import { useConflict } from './conflicts.ts'

const ConflictDialog = lazy(() => import('./page/conflict.tsx').then((module) => ({ default: module.ConflictDialog })))

/** Asks which of two values is to stand, on whatever page the person is. */
export const ConflictHost = () => {
  const conflict = useConflict()
  return <Suspense>{conflict && <ConflictDialog key={conflict.current.id} conflict={conflict} />}</Suspense>
}
