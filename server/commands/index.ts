import type { Command } from './command.ts'

/** Every command, loaded when asked for, so that each start reads only its own. */
export const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  doctor: async () => (await import('./doctor.ts')).doctor,
  user: async () => (await import('./user.ts')).user,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  import: async () => (await import('./import.ts')).importCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  analyze: async () => (await import('./analyze.ts')).analyze,
}
