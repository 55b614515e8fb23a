import { Problem } from '../../errors.ts'

export const leastCharacters = 10
export const mostCharacters = 200

const common = /^(password|passwort|qwerty|letmein|welcome|admin|iloveyou|rapport|changeme|secret|1234|abcd)/i

const weakness = (password: string, about: readonly string[]): string | undefined => {
  if (password.length < leastCharacters)
    return `It has ${password.length} characters; at least ${leastCharacters} are needed`
  if (password.length > mostCharacters)
    return `It has ${password.length} characters; at most ${mostCharacters} are taken`
  if (new Set(password).size < 5) return 'It repeats a few characters; use at least 5 different ones'
  if (common.test(password) && password.length < 16) return 'It begins with one of the words that are tried first'
  const lower = password.toLowerCase()
  const own = about
    .flatMap((text) => text.toLowerCase().split(/[\s@.]+/))
    .find((word) => word.length > 3 && lower.includes(word))
  return own ? `It holds "${own}", which others know about this person` : undefined
}

/** Refuses a password that is quickly guessed; `about` are the person's name and e-mail. */
export const checkPassword = (password: string, about: readonly string[]): void => {
  const why = weakness(password, about)
  if (why === undefined) return
  const detail = `The password is too easy to guess. ${why}.`
  throw new Problem('password_weak', detail, {
    fields: {
      password: {
        code: 'format',
        detail: { en: why, zh: `密码太容易被猜到：至少 ${leastCharacters} 个字符，且不含姓名或邮箱` },
      },
    },
  })
}
