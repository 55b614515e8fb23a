import { useEffect, useState } from 'react'

/** What a browser gives that can install the app: Chromium's, on desk and phone. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

let offered: InstallPrompt | undefined
const listeners = new Set<(offer: InstallPrompt | undefined) => void>()
const become = (offer: InstallPrompt | undefined): void => {
  offered = offer
  for (const listener of listeners) listener(offer)
}

/** Listens for the browser's offer, and starts the worker that keeps records readable without a connection. */
export const prepareInstall = (): void => {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    become(event as InstallPrompt)
  })
  addEventListener('appinstalled', () => become(undefined))
  // Absent where the page came by plain HTTP from another machine: browsers offer no worker there.
  if ('serviceWorker' in navigator && import.meta.env.PROD) void navigator.serviceWorker.register('/offline.js')
}

/** What installs Rapport as an app, where the browser offers it. */
export const useInstall = (): (() => void) | undefined => {
  const [offer, setOffer] = useState(offered)
  useEffect(() => {
    listeners.add(setOffer)
    return () => {
      listeners.delete(setOffer)
    }
  }, [])
  return offer && (() => void offer.prompt())
}
