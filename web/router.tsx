import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { ApiProblem } from './api.ts'
import { Lost } from './records/lost.tsx'
import { client, houseQuery, meQuery, setupQuery, vocabularyQuery } from './session.ts'
import { Root, Stumbled, Waiting } from './shell/root.tsx'

/** Whoever is not signed in goes to sign in; a house without an owner goes to its first page. */
const enter = async (href: string): Promise<void> => {
  try {
    // The house goes along unasked for, so that amounts have their currency at the first sight; without it they are bare figures.
    const house = client.prefetchQuery(houseQuery)
    await Promise.all([client.ensureQueryData(meQuery), client.ensureQueryData(vocabularyQuery), house])
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error
    const { needed } = await client.fetchQuery(setupQuery)
    throw needed
      ? redirect({ to: '/welcome' })
      : redirect({ to: '/sign-in', search: href === '/' ? {} : { next: href } })
  }
}

const root = createRootRoute({ component: Root, notFoundComponent: Lost, errorComponent: Stumbled })

const outside = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./system/sign-in.tsx'), 'SignIn'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/welcome',
    component: lazyRouteComponent(() => import('./system/welcome.tsx'), 'Welcome'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/forgot',
    component: lazyRouteComponent(() => import('./system/password.tsx'), 'Forgot'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reset',
    component: lazyRouteComponent(() => import('./system/password.tsx'), 'Reset'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/accept',
    component: lazyRouteComponent(() => import('./system/invitation.tsx'), 'Invitation'),
  }),
]

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: ({ location }) => enter(location.href),
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
})

const inside = [
  createRoute({
    getParentRoute: () => app,
    path: '/',
    component: lazyRouteComponent(() => import('./work/home.tsx'), 'Home'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/import',
    component: lazyRouteComponent(() => import('./records/import/start.tsx'), 'ImportStart'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/import/$id',
    component: lazyRouteComponent(() => import('./records/import/wizard.tsx'), 'ImportWizard'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/trash',
    component: lazyRouteComponent(() => import('./records/trash.tsx'), 'Trash'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights',
    component: lazyRouteComponent(() => import('./insights/home.tsx'), 'InsightsHome'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/new',
    component: lazyRouteComponent(() => import('./insights/new-question.tsx'), 'NewQuestion'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/models/$id',
    component: lazyRouteComponent(() => import('./insights/model-page.tsx'), 'ModelPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/segments',
    component: lazyRouteComponent(() => import('./insights/segments/page.tsx'), 'SegmentsPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/baskets',
    component: lazyRouteComponent(() => import('./insights/baskets/page.tsx'), 'BasketsPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/forecast',
    component: lazyRouteComponent(() => import('./insights/forecast/page.tsx'), 'ForecastPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/forecast/$key',
    component: lazyRouteComponent(() => import('./insights/forecast/series-page.tsx'), 'ForecastSeries'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/pipeline',
    component: lazyRouteComponent(() => import('./insights/pipeline/page.tsx'), 'PipelinePage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/recommend',
    component: lazyRouteComponent(() => import('./insights/recommend/page.tsx'), 'RecommendPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/plan',
    component: lazyRouteComponent(() => import('./insights/plan/page.tsx'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/budget',
    component: lazyRouteComponent(() => import('./insights/budget/page.tsx'), 'BudgetPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/assignment',
    component: lazyRouteComponent(() => import('./insights/assignment/page.tsx'), 'AssignmentPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/routes',
    component: lazyRouteComponent(() => import('./insights/routes/page.tsx'), 'RoutesPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/insights/routes/today',
    component: lazyRouteComponent(() => import('./insights/routes/today.tsx'), 'TodayPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/settings',
    component: lazyRouteComponent(() => import('./system/settings.tsx'), 'Settings'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/settings/$section',
    component: lazyRouteComponent(() => import('./system/settings.tsx'), 'Settings'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/settings/$section/$item',
    component: lazyRouteComponent(() => import('./system/settings.tsx'), 'Settings'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/$plural',
    component: lazyRouteComponent(() => import('./records/list/page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/$plural/new',
    component: lazyRouteComponent(() => import('./records/form/page.tsx'), 'FormPage'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/$plural/$id',
    component: lazyRouteComponent(() => import('./records/page/page.tsx'), 'RecordPage'),
  }),
]

export const router = createRouter({
  routeTree: root.addChildren([...outside, app.addChildren(inside)]),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultPendingMs: 300,
  scrollRestoration: false,
})

/** For links whose address is only known at run time: objects are data, so their paths are too. */
export const go = (href: string, replace = false): void => {
  if (replace) router.history.replace(href)
  else router.history.push(href)
}
