/** One setting from the environment. The list is closed: configuration, help and documentation all come from it. */
export type Setting = { name: string; summary: string; fallback?: string }

export const settings = [
  {
    name: 'RAPPORT_DATA',
    summary: 'Folder of the embedded database and the files.',
    fallback: '.rapport in the clone',
  },
  { name: 'PORT', summary: 'Port to listen on.', fallback: '3300' },
  { name: 'HOST', summary: 'Address to listen on; 0.0.0.0 opens it to the network.', fallback: '127.0.0.1' },
  {
    name: 'RAPPORT_URL',
    summary: 'Address under which people reach Rapport, for links in mails.',
    fallback: 'http://localhost:PORT',
  },
  {
    name: 'DATABASE_URL',
    summary: 'PostgreSQL server of your own (15 to 18) instead of the embedded one; may be a pooler.',
  },
  {
    name: 'DATABASE_DIRECT_URL',
    summary: 'The same server without the pooler, where DATABASE_URL is one in transaction mode.',
  },
  { name: 'RAPPORT_CONNECTIONS', summary: 'Most connections that one process opens to the database.', fallback: '10' },
  {
    name: 'RAPPORT_QUERY_SECONDS',
    summary:
      'Longest that a list, a search or a report may work in the database before it is stopped (`query_too_slow`).',
    fallback: '30',
  },
  {
    name: 'SMTP_URL',
    summary: 'Mail server for invitations and new passwords, smtp://user:password@host:587 or smtps://….',
    fallback: 'letters are kept in the data folder, and links are shown to the administrator',
  },
  { name: 'MAIL_FROM', summary: 'Sender of these letters.', fallback: 'Rapport <rapport@localhost>' },
] as const satisfies readonly Setting[]

export type SettingName = (typeof settings)[number]['name']
