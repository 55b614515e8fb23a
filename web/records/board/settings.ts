import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { keepLayout, useLayout } from '../layout.ts'

export interface LaneSetting {
  /** Most cards that should stand here at once. */
  readonly limit?: number
  /** After so many days a card stands here too long. */
  readonly stale?: number
}
export interface BoardSettings {
  /** By the field of the lanes, then by lane. */
  readonly lanes?: { readonly [by: string]: { readonly [lane: string]: LaneSetting } }
}

const none: BoardSettings = {}

export const useBoardSettings = (object: ObjectDefinition): BoardSettings =>
  (useLayout(object, 'board')?.settings as BoardSettings | undefined) ?? none

/** Keeps what is set for one lane, for everyone. */
export const keepLane = (
  object: ObjectDefinition,
  settings: BoardSettings,
  by: string,
  lane: string,
  setting: LaneSetting,
): Promise<void> =>
  keepLayout(object, 'board', {
    ...settings,
    lanes: { ...settings.lanes, [by]: { ...settings.lanes?.[by], [lane]: setting } },
  })
