/** The one closed list of errors. A code is a promise to callers: add, never rename. Titles are whole sentences. */
export const errors = {
  // start: reasons for which the server does not come up
  config_invalid: { status: 500, title: 'A setting is not valid.' },
  data_folder_in_use: { status: 503, title: 'Another Rapport runs on this data folder.' },
  data_folder_not_writable: { status: 503, title: 'The data folder cannot be written.' },
  data_folder_unreachable: { status: 503, title: 'PostgreSQL cannot reach the data folder.' },
  disk_full: { status: 507, title: 'The disk is full.' },
  port_taken: { status: 503, title: 'The port is taken by another program.' },
  port_forbidden: { status: 503, title: 'The port may not be opened by this user.' },
  postgres_missing: { status: 503, title: 'The embedded PostgreSQL is not installed.' },
  postgres_failed: { status: 503, title: 'PostgreSQL did not start.' },
  postgres_unreachable: { status: 503, title: 'The PostgreSQL server does not answer.' },
  postgres_version: { status: 503, title: 'This version of PostgreSQL is not supported.' },
  data_version: { status: 503, title: 'The data was written by another version of PostgreSQL.' },
  schema_newer: { status: 503, title: 'The database is newer than this version of Rapport.' },
  migration_failed: { status: 503, title: 'A migration failed, so nothing was started.' },
  migration_changed: { status: 503, title: 'A migration that ran already has been edited since.' },
  // database: while running
  database_busy: { status: 503, title: 'The database is busy. Try again in a moment.' },
  row_missing: { status: 404, title: 'The row does not exist.' },
  // backup and restore
  backup_invalid: { status: 422, title: 'The file is not a whole Rapport backup.' },
  restore_not_empty: { status: 409, title: 'The database already holds data, so nothing was restored.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof errors

/** A failure that a person can act on: a code from the list, and a sentence about this very case. */
export class Problem extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly title: string
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    detail: string = errors[code].title,
    extra: Record<string, unknown> = {},
    cause?: unknown,
  ) {
    super(detail, cause === undefined ? undefined : { cause })
    this.name = 'Problem'
    this.code = code
    this.status = errors[code].status
    this.title = errors[code].title
    this.extra = extra
  }
}
