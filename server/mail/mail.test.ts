import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { invitationLetter, resetLetter } from './letters.ts'
import { openMail } from './mail.ts'

const clock = () => new Date('2026-11-23T08:00:00Z')
const common = { from: 'crm@example.com', clock, newId: () => '0190-12345678' }

test('without a mail server a letter is kept as a file that only the owner reads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-mail-'))
  const mail = openMail({ ...common, folder: join(folder, 'mail') })
  expect(mail.sends).toBe(false)
  await mail.send(resetLetter('ada@example.com', 'en', 'http://localhost/reset?token=abc'))
  const [name] = await readdir(join(folder, 'mail'))
  const text = await readFile(join(folder, 'mail', name!), 'utf8')
  expect(name).toMatch(/^2026-11-23T08-00-00.*\.eml$/)
  expect(text).toContain('To: ada@example.com')
  expect(text).toContain('token=3Dabc')
  await rm(folder, { recursive: true })
})

test('with a mail server the letter goes there', async () => {
  const heard: string[] = []
  const server = createServer((socket) => {
    let body = false
    socket.write('220 test\r\n')
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').slice(0, -1)) {
        heard.push(line)
        if (body) {
          if (line === '.') {
            body = false
            socket.write('250 kept\r\n')
          }
        } else if (line === 'DATA') {
          body = true
          socket.write('354 go on\r\n')
        } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const mail = openMail({ ...common, folder: '/nowhere', smtpUrl: `smtp://127.0.0.1:${port}` })
  await mail.send(invitationLetter('bo@example.com', 'zh', 'http://x/accept?token=t', 'Ada', 'Acme'))
  mail.close()
  server.close()
  expect(heard).toContain('RCPT TO:<bo@example.com>')
  expect(heard).toContain('To: bo@example.com')
})

test('names cannot add headers to a letter or markup to its body', () => {
  const letter = invitationLetter('a@example.com', 'en', 'http://x/?a="b', 'Eve\r\nBcc: all@example.com', '<script>')
  expect(letter.subject).not.toMatch(/[\r\n]/)
  expect(letter.html).not.toContain('<script>')
  expect(letter.html).toContain('&quot;b')
})
