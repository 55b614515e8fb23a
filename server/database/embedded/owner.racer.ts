// One of several processes that a test lets claim the same data folder at the same moment.
import { Problem } from '../../errors.ts'
import { own } from './owner.ts'

try {
  const ownership = await own(process.argv[2] ?? '')
  console.log('mine')
  // It stays the owner until every other racer has had its turn.
  for await (const _ of process.stdin);
  ownership.release()
} catch (error) {
  console.log(error instanceof Problem ? error.code : String(error))
}
