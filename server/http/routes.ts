import { keyRoutes } from './auth/key-routes.ts'
import { linkRoutes } from './auth/links.ts'
import { signInRoutes } from './auth/sign-in.ts'
import { meRoutes } from './me.ts'
import type { Route } from './route.ts'
import { setupRoutes } from './setup.ts'

/** Every address that does not follow from an object of the vocabulary. */
export const routes: readonly Route[] = [...setupRoutes, ...signInRoutes, ...linkRoutes, ...meRoutes, ...keyRoutes]
