import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Day } from '../calendar/days.ts'
import { dayNumbered, dayWidth, numberOf, type Zoom } from './scale.ts'

/** How many pixels of days can be scrolled over before they are laid out anew around what is in sight. */
const canvas = 24_000
/** What is in sight is told in steps, so that scrolling draws anew only now and then. */
const coarse = 240
export const laneWidth = 176

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const same = (a: Box, b: Box): boolean =>
  a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height

const down = (value: number): number => Math.floor(value / coarse) * coarse

const settled = 350

/** The first day of the canvas; it moves when what is asked for comes near an end. */
const useOrigin = (zoom: Zoom, day: Day): number => {
  const days = canvas / dayWidth[zoom]
  const asked = numberOf(day)
  const [base, setBase] = useState({ zoom, at: asked })
  const stays = base.zoom === zoom && Math.abs(asked - base.at) < days * 0.35
  if (!stays) setBase({ zoom, at: asked })
  return Math.floor((stays ? base.at : asked) - days / 2)
}

/** What of the timeline is in sight. The address names the day in the middle; scrolling names another one when it rests. */
export const useSight = (zoom: Zoom, day: Day, rest: (day: Day) => void) => {
  const holder = useRef<HTMLDivElement>(null)
  const origin = useOrigin(zoom, day)
  const [box, setBox] = useState<Box>({ left: 0, top: 0, width: 1200, height: 700 })
  const middle = useRef<number>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const perDay = dayWidth[zoom]
  const measure = useCallback((): void => {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = holder.current!
    const width = Math.max(0, clientWidth - laneWidth)
    middle.current = origin + (scrollLeft + width / 2) / perDay
    const next = { left: down(scrollLeft), top: down(scrollTop), width, height: clientHeight }
    setBox((before) => (same(before, next) ? before : next))
  }, [origin, perDay])
  useLayoutEffect(() => {
    const here = holder.current!
    const asked = numberOf(day)
    const known = middle.current
    const to = known !== undefined && Math.floor(known) === asked ? known : asked + 0.5
    here.scrollLeft = (to - origin) * perDay - (here.clientWidth - laneWidth) / 2
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(here)
    return () => watch.disconnect()
  }, [day, origin, perDay, measure])
  useEffect(() => () => clearTimeout(timer.current), [])
  const onScroll = (): void => {
    measure()
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const at = dayNumbered(middle.current!)
      if (at !== day) rest(at)
    }, settled)
  }
  return { holder, origin, box, onScroll, width: canvas }
}
