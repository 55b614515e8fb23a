import { basicRoutes } from './basic.ts'
import { boardRoutes } from './board.ts'
import { changingRoutes } from './changing.ts'
import { readersRoutes } from './readers.ts'
import { readingRoutes } from './reading.ts'
import type { ObjectRoute } from './route.ts'
import { timelineRoutes } from './timeline.ts'
import { whyRoutes } from './why.ts'

/** Every address that an object has because it is one. */
export const objectRoutes: readonly ObjectRoute[] = [
  ...basicRoutes,
  ...changingRoutes,
  ...readingRoutes,
  ...timelineRoutes,
  ...whyRoutes,
  ...boardRoutes,
  ...readersRoutes,
]
