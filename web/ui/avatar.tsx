import css from './avatar.module.css'
import type { PillColour } from './pill.tsx'

const colours: readonly PillColour[] = ['teal', 'blue', 'indigo', 'violet', 'pink', 'orange', 'green', 'yellow']

/** Up to two letters: initials of words, or the last two characters of a Chinese name. */
export const initials = (name: string): string => {
  const text = name.trim()
  if (/^[\p{Script=Han}\s·]+$/u.test(text)) return [...text.replace(/\s/g, '')].slice(-2).join('')
  const words = text.split(/[\s@._-]+/).filter(Boolean)
  const last = words.length > 1 ? words.at(-1)! : ''
  return ([...(words[0] ?? '?')][0]! + ([...last][0] ?? '')).toUpperCase()
}

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
