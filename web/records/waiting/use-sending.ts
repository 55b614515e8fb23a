import { useEffect } from 'react'
import { useMe } from '../../session.ts'
import { belongTo, hearOtherTabs, useWaiting } from './queue.ts'

const again = 5_000

/** Sends what waits for the person who is signed in: when the connection is back, and again until it is taken. */
export const useSending = (away: boolean): void => {
  const { id, viewed_by } = useMe()
  const some = useWaiting().some((one) => !one.trouble)
  useEffect(() => {
    belongTo(viewed_by === null ? id : undefined)
  }, [id, viewed_by])
  useEffect(hearOtherTabs, [])
  useEffect(() => {
    if (away || !some) return
    const send = (): void => void import('./send.ts').then(({ sendWaiting }) => sendWaiting())
    send()
    const often = setInterval(send, again)
    return () => clearInterval(often)
  }, [away, some])
}
