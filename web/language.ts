import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react'
import type { Label, Locale } from '@rapport/vocabulary/define/label.ts'

const catalogs = {
  en: () => import('./locales/en.po'),
  zh: () => import('./locales/zh.po'),
}

export const firstLanguage = (): Locale => {
  const wished = localStorage.getItem('rapport-language') ?? navigator.language
  return wished.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export const speak = async (locale: Locale): Promise<void> => {
  const { messages } = await catalogs[locale]()
  i18n.loadAndActivate({ locale, messages })
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  localStorage.setItem('rapport-language', locale)
}

export const useLocale = (): Locale => (useLingui().i18n.locale === 'zh' ? 'zh' : 'en')

/** Says the labels of definitions in the language of the screen. */
export const useSay = (): ((label: Label) => string) => {
  const locale = useLocale()
  return (label) => label[locale]
}
