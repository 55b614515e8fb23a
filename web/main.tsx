import './ui/tokens.css'
import '@mantine/core/styles.layer.css'
import './ui/base.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { firstLanguage, speak } from './language.ts'
import { router } from './router.tsx'
import { client } from './session.ts'
import { prepareInstall } from './shell/install.ts'
import { theme, variables } from './ui/theme.ts'

const schemes = localStorageColorSchemeManager({ key: 'rapport-theme' })

prepareInstall()
await speak(firstLanguage())
createRoot(document.getElementById('root')!).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={variables}
    defaultColorScheme="auto"
    colorSchemeManager={schemes}
  >
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  </MantineProvider>,
)
