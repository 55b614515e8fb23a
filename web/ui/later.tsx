import { type ComponentType, lazy, Suspense } from 'react'
import { Bone } from './states.tsx'

/** Editors that may be needed soon. */
const loaders: (() => Promise<unknown>)[] = []

const whenIdle = (run: () => void): void => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 200 })
  else setTimeout(run, 50)
}

/**
 * Brings what `later` keeps back, while the person reads; so that the first edit does not wait. One after the other and when
 * nothing else is to do: all at once they would hold up what the person does meanwhile.
 */
export const warm = (): void =>
  whenIdle(() => {
    const load = loaders.shift()
    load?.().then(warm, () => loaders.push(load))
  })

/** A component whose code is loaded when it is first shown; meanwhile a bar of its size keeps its place. */
export const later = <P extends object>(
  load: () => Promise<ComponentType<P>>,
  height = 36,
  width: number | string = '100%',
): ComponentType<P> => {
  loaders.push(load)
  const Loaded = lazy(async () => ({ default: await load() })) as ComponentType<P>
  return (props: P) => (
    <Suspense fallback={<Bone width={width} height={height} />}>
      <Loaded {...props} />
    </Suspense>
  )
}
