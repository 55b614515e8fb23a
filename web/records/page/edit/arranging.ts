import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { PageSettings } from '@rapport/vocabulary/define/page-layout.ts'
import { createContext, useContext } from 'react'

/** What every part of the page needs while it is being arranged. */
export interface Arranging {
  readonly object: ObjectDefinition
  /** The record that is looked at meanwhile. */
  readonly row: AnyRow
  readonly page: PageSettings
  readonly put: (page: PageSettings) => void
  /** After a step by keyboard: says what moved where, and leaves the focus on its grip. */
  readonly moved: (page: PageSettings, grip: string, name: string) => void
  readonly openSettings: (section: string) => void
}

const Context = createContext<Arranging | undefined>(undefined)
export const ArrangingProvider = Context.Provider
export const useArranging = (): Arranging => useContext(Context)!

export const tabGrip = (key: string): string => `tab ${key}`
export const sectionGrip = (key: string): string => `section ${key}`
export const fieldGrip = (section: string, name: string): string => `field ${section} ${name}`
