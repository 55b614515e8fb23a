import css from './avatar.module.css'
import { initials } from './initials.ts'
import type { PillColour } from './pill.tsx'

const colours: readonly PillColour[] = ['teal', 'blue', 'indigo', 'violet', 'pink', 'orange', 'green', 'yellow']

const colourOf = (name: string): PillColour => {
  let sum = 0
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)!) % 9973
  return colours[sum % colours.length]!
}

export const Avatar = ({ name, size = 20, square }: { name: string; size?: number; square?: boolean }) => {
  const colour = colourOf(name)
  return (
    <span
      aria-hidden
      className={css.avatar}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.42),
        borderRadius: square ? Math.round(size * 0.26) : '50%',
        background: `var(--${colour}-bg)`,
        color: `var(--${colour}-ink)`,
      }}
    >
      {initials(name)}
    </span>
  )
}
