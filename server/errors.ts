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
  restore_unfinished: { status: 503, title: 'A restore broke off, so nothing was started.' },
  restore_not_empty: { status: 409, title: 'The database already holds data, so nothing was restored.' },
  // requests
  request_unreadable: { status: 400, title: 'The request cannot be read.' },
  query_invalid: { status: 400, title: 'The query string is not right.' },
  body_too_large: { status: 413, title: 'The body is larger than allowed.' },
  media_type: { status: 415, title: 'The body is of a type that is not taken here.' },
  route_missing: { status: 404, title: 'There is nothing at this address.' },
  method_refused: { status: 405, title: 'The address does not take this method.' },
  rate_limited: { status: 429, title: 'Too many requests in a short time.' },
  origin_refused: { status: 403, title: 'The request came from another site.' },
  internal: { status: 500, title: 'Something went wrong in the server.' },
  // people: who asks
  sign_in_needed: { status: 401, title: 'Nobody is signed in.' },
  sign_in_failed: { status: 401, title: 'The e-mail address or the password is not right.' },
  sign_in_paused: { status: 429, title: 'Too many failed sign-ins, so this one was not tried.' },
  account_deactivated: { status: 403, title: 'This account has been deactivated.' },
  person_differs: { status: 409, title: 'Somebody else is signed in than this was meant for.' },
  session_needed: { status: 403, title: 'An API key cannot do this: sign in instead.' },
  already_active: { status: 409, title: 'The person has accepted an invitation already.' },
  ability_missing: { status: 403, title: 'The role does not allow this.' },
  key_invalid: { status: 401, title: 'The API key is not known, has expired or was revoked.' },
  link_expired: { status: 410, title: 'The link has been used or has expired.' },
  password_weak: { status: 422, title: 'The password is too easy to guess.' },
  setup_done: { status: 409, title: 'The owner of this Rapport has been created already.' },
  last_admin: { status: 409, title: 'At least one administrator has to remain.' },
  viewing: { status: 403, title: 'Nothing is changed while looking through the eyes of another.' },
  // records
  not_found: { status: 404, title: 'The record does not exist, or you may not see it.' },
  forbidden: { status: 403, title: 'You may see this, but not change it.' },
  invalid: { status: 422, title: 'Some values are not right.' },
  conflict: { status: 409, title: 'Somebody else has changed the record since.' },
  filter_invalid: { status: 422, title: 'The filter is not right.' },
  sort_invalid: { status: 422, title: 'The order is not right.' },
  cursor_invalid: { status: 422, title: 'The cursor does not belong to this list.' },
  fields_invalid: { status: 422, title: 'A field that was asked for does not exist.' },
  idempotency_reused: { status: 422, title: 'The idempotency key has been used for something else.' },
  merge_invalid: { status: 422, title: 'These records cannot be merged.' },
  undo_impossible: { status: 409, title: 'This cannot be undone any more.' },
  verb_missing: { status: 404, title: 'There is no such verb.' },
  verb_refused: { status: 409, title: 'The record does not stand so that this could be done.' },
  definition_invalid: { status: 422, title: 'The definition is not right.' },
  definition_busy: { status: 503, title: 'The table is in use, so it could not be changed.' },
  query_too_slow: { status: 503, title: 'The query took too long, so it was stopped.' },
  // imports
  import_unreadable: { status: 422, title: 'The file cannot be imported.' },
  import_mapping: { status: 422, title: 'The columns cannot go where they were assigned.' },
  import_state: { status: 409, title: 'The import is not at a step that takes this.' },
  // files
  file_missing: { status: 404, title: 'The contents of the file are not there.' },
  file_too_large: { status: 413, title: 'The file is larger than allowed.' },
  range_invalid: { status: 416, title: 'The file does not reach that far.' },
  file_empty: { status: 422, title: 'The file is empty.' },
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
