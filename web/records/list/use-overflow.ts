import { type RefObject, useLayoutEffect, useState } from 'react'

/** Whether content of a least width has to be scrolled sideways in its box; `shown` is whether the box is there. */
export const useOverflow = (box: RefObject<HTMLElement | null>, least: number, shown: boolean): boolean => {
  const [over, setOver] = useState(false)
  useLayoutEffect(() => {
    const element = shown ? box.current : null
    if (!element) return
    const measure = (): void => setOver(element.clientWidth < least)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [box, least, shown])
  return over
}
