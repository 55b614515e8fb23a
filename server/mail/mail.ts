import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SendMailOptions, Transporter } from 'nodemailer'
import type { Clock } from '../clock.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

export interface Mail {
  /** True: letters leave the house. False: they are only kept, and whoever caused one is shown its link. */
  readonly sends: boolean
  send(letter: Letter): Promise<void>
  close(): void
}

export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; without it letters are kept as .eml in the folder. */
  readonly smtpUrl?: string
  readonly from: string
  /** Of the data folder. */
  readonly folder: string
  readonly clock: Clock
  readonly newId: () => string
}

/** nodemailer is loaded with the first letter: most starts send none. */
const transport = async (options: string | SendMailOptions): Promise<Transporter> =>
  (await import('nodemailer')).createTransport(options as string)

const sending = ({ smtpUrl, from }: MailOptions & { smtpUrl: string }): Mail => {
  let made: Promise<Transporter> | undefined
  const connect = () => {
    made ??= transport(smtpUrl)
    return made
  }
  return {
    sends: true,
    send: async (letter) => {
      await (await connect()).sendMail({ from, ...letter })
    },
    close: () => {
      made?.then(
        (open) => open.close(),
        () => undefined,
      )
    },
  }
}

const keeping = ({ from, folder, clock, newId }: MailOptions): Mail => ({
  sends: false,
  send: async (letter) => {
    const writer = await transport({ streamTransport: true, buffer: true, newline: 'unix' } as SendMailOptions)
    const made = (await writer.sendMail({ from, date: clock(), ...letter })) as { message: Buffer }
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `${clock().toISOString().replaceAll(':', '-')}-${newId().slice(-8)}.eml`)
    await writeFile(`${path}.part`, made.message, { mode: 0o600 })
    await rename(`${path}.part`, path)
  },
  close: () => undefined,
})

export const openMail = (options: MailOptions): Mail =>
  options.smtpUrl ? sending({ ...options, smtpUrl: options.smtpUrl }) : keeping(options)
