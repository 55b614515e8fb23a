import { isTimely } from '@rapport/vocabulary/define/expression/check.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../../database/runner.ts'
import { theSystem } from '../person.ts'
import type { Custom } from './custom.ts'
import { formulasOf } from './derived.ts'
import { askForRecount, recounts } from './recount.ts'

/** Asks for everything whose value changes with the day, and forgets definitions that have lain in the trash for their time. */
export async function nightly(
  db: Runner,
  vocabulary: Vocabulary,
  custom: Custom,
  now: string,
): Promise<{ forgotten: number; objects: string[] }> {
  const forgotten = await custom.forgetOld(theSystem('job'))
  for (const object of vocabulary.objects) {
    const timely = formulasOf(object).filter((one) => isTimely(one.node))
    await askForRecount(
      db,
      object.name,
      timely.map((one) => one.name),
      now,
    )
  }
  return { forgotten, objects: (await recounts(db)).map((one) => one.object) }
}
