import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { speak, useLocale } from '../language.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import css from './outside.module.css'

/** The frame of the pages before one is signed in: a form on the left, what Rapport is on the right. */
export const Outside = ({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) => {
  const { t } = useLingui()
  const locale = useLocale()
  useDocumentTitle(title)
  return (
    <div className={css.page}>
      <div className={css.left}>
        <header className={css.head}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          <span className={css.brand}>Rapport</span>
          <button
            type="button"
            className={css.language}
            lang={locale === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => speak(locale === 'zh' ? 'en' : 'zh')}
          >
            {locale === 'zh' ? 'English' : '中文'}
          </button>
        </header>
        <main className={css.form}>
          <h1 className={css.title}>{title}</h1>
          {intro && <p className={css.intro}>{intro}</p>}
          {children}
        </main>
      </div>
      <aside className={css.right} aria-label={t`About Rapport`}>
        <Constellation />
        <p className={css.claim}>
          <Trans>Every customer whole: what they bought, what they asked, what they may want next.</Trans>
        </p>
        <p className={css.note}>
          <Trans>Your data stays on your own server.</Trans>
        </p>
      </aside>
    </div>
  )
}

/** Customers and what ties them together, drawn as a quiet net. */
const Constellation = () => (
  <svg viewBox="0 0 420 300" className={css.drawing} aria-hidden>
    <g stroke="currentColor" strokeOpacity=".35" strokeWidth="1.2" fill="none">
      <path d="M60 210 C120 120 180 150 214 108 S320 60 366 84" />
      <path d="M60 210 C150 250 210 214 268 196 S350 150 366 84" />
      <path d="M214 108 C220 150 240 178 268 196" />
      <path d="M120 64 C150 84 180 96 214 108" />
      <path d="M268 196 C300 226 330 240 372 238" />
    </g>
    <g fill="currentColor">
      <circle cx="60" cy="210" r="9" />
      <circle cx="214" cy="108" r="15" />
      <circle cx="366" cy="84" r="8" />
      <circle cx="120" cy="64" r="6" fillOpacity=".7" />
      <circle cx="372" cy="238" r="6" fillOpacity=".7" />
    </g>
    <circle cx="268" cy="196" r="11" fill="#f2a65a" />
  </svg>
)
