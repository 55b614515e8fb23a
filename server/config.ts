import { resolve } from 'node:path'
import { defaultDataFolder } from './database/embedded/home.ts'
import { Problem } from './errors.ts'
import { type SettingName, settings } from './settings.ts'

export type Config = {
  /** The clone: where web/dist, data/ and package.json lie. */
  root: string
  dataFolder: string
  port: number
  host: string
  /** Where people reach us, without a slash at the end. */
  url: string
  databaseUrl?: string
  databaseDirectUrl?: string
  /** True when DATABASE_URL is a pooler in transaction mode, which is so when a direct URL stands beside it. */
  pooled: boolean
  connections: number
  /** Longest that one query of a list, search or report may take. */
  querySeconds: number
  /** Without one, letters are kept in the data folder. */
  smtpUrl?: string
  mailFrom: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings, or says of every wrong one what is wrong with it. */
export function readConfig(env: Environment, root: string): Config {
  const faults: string[] = []
  const read = <T>(name: SettingName, parse: (text: string) => T, fallback: T): T => {
    const text = env[name]?.trim()
    if (!text) return fallback
    try {
      return parse(text)
    } catch (error) {
      faults.push(`${name} is "${hideSecret(text)}", but ${(error as Error).message}.`)
      return fallback
    }
  }
  const port = read('PORT', portNumber, 3300)
  const databaseUrl = read('DATABASE_URL', postgresUrl, undefined)
  const databaseDirectUrl = read('DATABASE_DIRECT_URL', postgresUrl, undefined)
  if (databaseDirectUrl && !databaseUrl) faults.push('DATABASE_DIRECT_URL is set without DATABASE_URL; set both.')
  const config: Config = {
    root,
    dataFolder: read('RAPPORT_DATA', (text) => resolve(root, text), defaultDataFolder(root)),
    port,
    host: env.HOST?.trim() || '127.0.0.1',
    url: read('RAPPORT_URL', webUrl, `http://localhost:${port}`),
    databaseUrl,
    databaseDirectUrl,
    pooled: databaseDirectUrl !== undefined && databaseDirectUrl !== databaseUrl,
    connections: read('RAPPORT_CONNECTIONS', connectionCount, 10),
    querySeconds: read('RAPPORT_QUERY_SECONDS', secondCount, 30),
    smtpUrl: read('SMTP_URL', smtpUrl, undefined),
    mailFrom: env.MAIL_FROM?.trim() || 'Rapport <rapport@localhost>',
  }
  faults.push(...unknownSettings(env))
  if (faults.length > 0) throw new Problem('config_invalid', faults.join('\n'), { faults })
  return config
}

const hideSecret = (text: string) => text.replace(/:\/\/([^:@/]*):[^@/]*@/, '://$1:…@')

function portNumber(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('a port is a whole number from 0 to 65535')
  return port
}

function connectionCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 2 || count > 500) throw new Error('it takes a whole number from 2 to 500')
  return count
}

function secondCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 3_600) throw new Error('it takes a whole number from 1 to 3600')
  return count
}

function urlOf(text: string, protocols: string[], like: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !protocols.includes(url.protocol)) throw new Error(`an address like ${like} is needed`)
  return url
}

function postgresUrl(text: string): string {
  urlOf(text, ['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/name')
  return text
}

function smtpUrl(text: string): string {
  urlOf(text, ['smtp:', 'smtps:'], 'smtps://user:password@mail.example.com:465')
  return text
}

function webUrl(text: string): string {
  return urlOf(text, ['http:', 'https:'], 'https://crm.example.com').href.replace(/\/$/, '')
}

// A misspelt setting would be ignored without a word, and the reader would look for the fault elsewhere.
function unknownSettings(env: Environment): string[] {
  const known = new Set<string>(settings.map((setting) => setting.name))
  const ours = Object.keys(env).filter((name) => name.startsWith('RAPPORT_') && !name.startsWith('RAPPORT_TEST_'))
  return ours
    .filter((name) => !known.has(name))
    .map((name) => `${name} is not a setting. There are: ${[...known].join(', ')}.`)
}
