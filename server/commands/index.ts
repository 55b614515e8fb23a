import type { Command } from './command.ts'

/** Every command, loaded when asked for, so that each start reads only its own. */
export const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  doctor: async () => (await import('./doctor.ts')).doctor,
  backup: async () => (await import('./backup.ts')).backup,
  analyze: async () => (await import('./analyze.ts')).analyze,
  restore: async () => (await import('./restore.ts')).restore,
}
