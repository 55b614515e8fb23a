import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Pill, type PillColour } from '../../ui/pill.tsx'
import type { ImportState } from './calls.ts'

const states: Record<ImportState, { readonly word: MessageDescriptor; readonly colour: PillColour }> = {
  broken: { word: msg`Unreadable`, colour: 'red' },
  uploaded: { word: msg`To be mapped`, colour: 'yellow' },
  ready: { word: msg`Ready to start`, colour: 'blue' },
  waiting: { word: msg`Waiting`, colour: 'blue' },
  running: { word: msg`Running`, colour: 'teal' },
  paused: { word: msg`Paused`, colour: 'yellow' },
  cancelled: { word: msg`Cancelled`, colour: 'gray' },
  failed: { word: msg`Failed`, colour: 'red' },
  done: { word: msg`Done`, colour: 'green' },
  undoing: { word: msg`Being undone`, colour: 'orange' },
  undone: { word: msg`Undone`, colour: 'gray' },
}

export const StatePill = ({ state }: { state: ImportState }) => {
  const { i18n } = useLingui()
  return <Pill colour={states[state].colour}>{i18n._(states[state].word)}</Pill>
}
