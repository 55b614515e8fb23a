export interface Colleague {
  readonly id: string
  readonly name: string
}

/** What is being typed after an @ at the end of the text; undefined while nothing is. */
export const mentionAt = (text: string): string | undefined => /(?:^|\s)@([\p{L}\p{N}._-]{0,40})$/u.exec(text)?.[1]

/** The text with the name in place of what was typed. */
export const withMention = (text: string, name: string): string => text.replace(/@[\p{L}\p{N}._-]*$/u, `@${name} `)

/** Those of the chosen that still stand in the text. */
export const stillNamed = (text: string, chosen: readonly Colleague[]): string[] => [
  ...new Set(chosen.filter((one) => text.includes(`@${one.name}`)).map((one) => one.id)),
]
