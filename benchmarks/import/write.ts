/* Writes a file to import, in a process of its own so that its memory does not count as the server's: write.ts customers|lines <path> <rows> */
import { writeCustomers } from './file.ts'
import { writeLines } from './lines.ts'

const [what, path = '', rows] = process.argv.slice(2)
await (what === 'lines' ? writeLines : writeCustomers)(path, Number(rows))
