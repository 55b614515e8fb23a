import { invitationRoutes } from '../auth/invitation.ts'
import { keyRoutes } from '../auth/key-routes.ts'
import { resetRoutes } from '../auth/reset.ts'
import { signInRoutes } from '../auth/sign-in.ts'
import { changesRoutes } from '../changes/route.ts'
import { meRoutes } from '../me.ts'
import { presenceRoutes } from '../presence/route.ts'
import type { Route } from '../route.ts'
import { setupRoutes } from '../setup.ts'
import { assignmentRoutes } from './assignments.ts'
import { budgetRoutes } from './budgets.ts'
import { customRoutes } from './custom.ts'
import { designRoutes } from './design.ts'
import { eventRoutes } from './events.ts'
import { fileRoutes } from './files.ts'
import { forecastRoutes } from './forecasts.ts'
import { importRoutes } from './imports.ts'
import { insightRoutes } from './insights.ts'
import { jobRoutes } from './jobs.ts'
import { layoutRoutes } from './layouts.ts'
import { peopleRoutes } from './people.ts'
import { pipelineRoutes } from './pipelines.ts'
import { planRoutes } from './plans.ts'
import { recommendationRoutes } from './recommendations.ts'
import { searchRoutes } from './search.ts'
import { segmentRoutes } from './segments.ts'
import { visitRoutes } from './visit-routes.ts'
import { vocabularyRoutes } from './vocabulary.ts'

/** Every address that does not follow from an object of the vocabulary. */
export const routes: readonly Route[] = [
  ...setupRoutes,
  ...signInRoutes,
  ...invitationRoutes,
  ...resetRoutes,
  ...meRoutes,
  ...keyRoutes,
  ...vocabularyRoutes,
  ...layoutRoutes,
  ...customRoutes,
  ...designRoutes,
  ...peopleRoutes,
  ...searchRoutes,
  ...eventRoutes,
  ...changesRoutes,
  ...presenceRoutes,
  ...fileRoutes,
  ...forecastRoutes,
  ...pipelineRoutes,
  ...importRoutes,
  ...jobRoutes,
  ...insightRoutes,
  ...segmentRoutes,
  ...recommendationRoutes,
  ...planRoutes,
  ...budgetRoutes,
  ...visitRoutes,
  ...assignmentRoutes,
]
