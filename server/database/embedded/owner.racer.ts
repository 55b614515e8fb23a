// One of several processes that a test lets claim the same data folder at the same moment.
import { Problem } from '../../errors.ts'
import { own } from './owner.ts'
import { pause } from './process.ts'

try {
  const ownership = await own(process.argv[2] ?? '')
  console.log('mine')
  // Long enough that every other racer has had its turn while this one lives.
  await pause(3_000)
  ownership.release()
} catch (error) {
  console.log(error instanceof Problem ? error.code : String(error))
}
