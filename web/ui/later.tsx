import { type ComponentType, lazy, Suspense } from 'react'
import { Bone } from './states.tsx'

/** A component whose code is loaded when it is first shown; meanwhile a bar of its height keeps its place. */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>, height = 36): ComponentType<P> => {
  const Loaded = lazy(async () => ({ default: await load() })) as ComponentType<P>
  return (props: P) => (
    <Suspense fallback={<Bone width="100%" height={height} />}>
      <Loaded {...props} />
    </Suspense>
  )
}
