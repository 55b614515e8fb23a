import { Trans, useLingui } from '@lingui/react/macro'
import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type Pointer, pointAt } from '../ui/pointer.ts'
import css from './coach.module.css'

const often = 250

const visible = (target: string): Element | undefined =>
  [...document.querySelectorAll(target)].find((one) => one.getClientRects().length > 0)

/** Where the thing is now: pages load, lists move. */
const usePlace = (target: string | undefined): DOMRect | undefined => {
  const [place, setPlace] = useState<DOMRect>()
  useEffect(() => {
    if (target === undefined) return setPlace(undefined)
    const look = (): void => {
      const next = visible(target)?.getBoundingClientRect()
      setPlace((before) =>
        before && next && before.top === next.top && before.left === next.left && before.width === next.width
          ? before
          : next,
      )
    }
    look()
    const timer = setInterval(look, often)
    return () => clearInterval(timer)
  }, [target])
  return place
}

const margin = 5

const besides = (place: DOMRect | undefined): React.CSSProperties | undefined => {
  if (place === undefined) return undefined
  const width = Math.min(320, window.innerWidth - 24)
  const left = Math.max(12, Math.min(place.left, window.innerWidth - width - 12))
  return place.bottom + 160 < window.innerHeight
    ? { left, width, top: place.bottom + 12 }
    : { left, width, bottom: window.innerHeight - place.top + 12 }
}

/** Points at a thing and says what to do there. The page stays usable: it is to be done, not read about. */
export const Coach = ({ pointer }: { pointer: Pointer }) => {
  const { i18n, t } = useLingui()
  const place = usePlace(pointer.target)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') pointAt(undefined)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const close = (): void => pointAt(undefined)
  return (
    <>
      {place && (
        <div
          className={css.ring}
          aria-hidden
          style={{
            left: place.left - margin,
            top: place.top - margin,
            width: place.width + 2 * margin,
            height: place.height + 2 * margin,
          }}
        />
      )}
      <div className={css.bubble} data-loose={place === undefined || undefined} style={besides(place)} role="status">
        <strong>{i18n._(pointer.title)}</strong>
        <p>{i18n._(pointer.how)}</p>
        <button type="button" className={css.done} onClick={close}>
          <Trans>Got it</Trans>
        </button>
        <button type="button" className={css.close} aria-label={t`Close`} onClick={close}>
          <IconX size={15} aria-hidden />
        </button>
      </div>
    </>
  )
}
