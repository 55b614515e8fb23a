import { settings } from '../settings.ts'
import type { Command } from './command.ts'

/** The list of commands. */
export function overview(all: Command[]): string {
  const width = Math.max(...all.map((command) => command.name.length)) + 2
  return [
    'Rapport, a CRM that learns from its own data.',
    '',
    'Use: npx rapport <command> [options]',
    '',
    ...all.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
    '',
    'More about one of them: npx rapport help <command>',
    'Settings come from the environment: npx rapport help settings',
  ].join('\n')
}

export function helpFor(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(([name, option]) => {
    const value = option.type === 'string' ? ` <${option.value ?? 'value'}>` : ''
    return [`${option.short ? `-${option.short}, ` : ''}--${name}${value}`, option.summary]
  })
  const width = Math.max(0, ...options.map(([left]) => left!.length)) + 2
  return [
    command.summary,
    '',
    `Use: npx rapport ${[command.name, command.usage, options.length > 0 ? '[options]' : ''].filter(Boolean).join(' ')}`,
    ...(options.length > 0 ? ['', ...options.map(([left, right]) => `  ${left!.padEnd(width)}${right}`)] : []),
    ...(command.details ? ['', command.details] : []),
  ].join('\n')
}

export function helpForSettings(): string {
  const lines = settings.flatMap((setting) => [
    `  ${setting.name}`,
    `      ${setting.summary}${'fallback' in setting ? ` Otherwise ${setting.fallback}.` : ''}`,
  ])
  return ['Settings, given in the environment:', '', ...lines].join('\n')
}

/** The name most likely meant, when few letters are amiss. */
export function nearest(asked: string, names: string[]): string | undefined {
  const best = names.map((name) => ({ name, far: distance(asked, name) })).sort((a, b) => a.far - b.far)[0]
  return best && best.far <= Math.max(2, asked.length / 3) ? best.name : undefined
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
