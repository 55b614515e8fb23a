import { Messenger, type MessengerParts } from './messenger.ts'

interface Parts extends MessengerParts {
  /** The server stops. */
  readonly signal: AbortSignal
  readonly changed: () => void
  readonly tell: (sentence: string) => void
}

/** To be called when something may have changed: tells people, never twice at the same time, and again when asked meanwhile. */
export function tellPeople({ signal, changed, tell, ...parts }: Parts): () => void {
  const messenger = new Messenger(parts)
  let running = false
  let again = false
  const run = async () => {
    running = true
    while (again && !signal.aborted) {
      again = false
      await messenger.run().then(
        (told) => told > 0 && changed(),
        (error: Error) => signal.aborted || tell(`People are told of changes later than usual: ${error.message}`),
      )
    }
    running = false
  }
  return () => {
    again = true
    if (!running) void run()
  }
}
