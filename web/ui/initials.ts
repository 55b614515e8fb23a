/** Up to two letters: initials of words, or the last two characters of a Chinese name. */
export const initials = (name: string): string => {
  const text = name.trim()
  if (/^[\p{Script=Han}\s·]+$/u.test(text)) return [...text.replace(/\s/g, '')].slice(-2).join('')
  const words = text.split(/[\s@._-]+/).filter(Boolean)
  const last = words.length > 1 ? words.at(-1)! : ''
  return ([...(words[0] ?? '?')][0]! + ([...last][0] ?? '')).toUpperCase()
}
