import type { LinguiConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

const config: LinguiConfig = {
  locales: ['en', 'zh'],
  sourceLocale: 'en',
  catalogs: [
    {
      path: `${process.env.RAPPORT_CATALOGS ?? '<rootDir>/locales'}/{locale}`,
      include: ['<rootDir>'],
      exclude: ['**/node_modules/**', '**/dist/**', '**/*.test.*'],
    },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: 'message',
}
export default config
