/** A text in every language that Rapport speaks. A missing translation does not compile. */
export interface Label {
  readonly en: string
  readonly zh: string
}

export type Locale = keyof Label
export const locales: readonly Locale[] = ['en', 'zh']

/** A label from its two texts: `label('Deal', '商机')`. */
export const label = (en: string, zh: string): Label => ({ en, zh })
