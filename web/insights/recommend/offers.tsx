import { label } from '@rapport/vocabulary/define/label.ts'
import type { ReactNode } from 'react'
import { useHouseCurrency } from '../../fields/currency-of-house.ts'
import { useLocale, useSay } from '../../language.ts'
import { Way } from '../../way.tsx'
import css from './recommend.module.css'
import type { Because, Offers } from './report.ts'
import { words } from './words.ts'

type Say = ReturnType<typeof useSay>
const comma = label(', ', '、')

const sentence = (say: Say, because: Because): string => {
  const name = 'name' in because ? (because.name ?? say(words.something)) : ''
  const told: { readonly [key: string]: string } = {
    name,
    ...('both' in because && { both: String(because.both), of: String(because.of) }),
    ...('words' in because && {
      words: because.words.map((word) => word.replace(/^(category|brand) /, '')).join(say(comma)),
    }),
    ...('buyers' in because && { buyers: String(because.buyers) }),
  }
  return say(words[because.kind]).replace(/\{(\w+)\}/g, (_, key: string) => told[key] ?? '')
}

const Price = ({ price, currency }: { price: string; currency: string | null }) => {
  const locale = useLocale()
  const house = useHouseCurrency()
  const own = currency ?? house
  const style =
    own === undefined ? {} : ({ style: 'currency', currency: own, currencyDisplay: 'narrowSymbol' } as const)
  return <>{new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: 2 }).format(Number(price))}</>
}

interface Given {
  readonly title: string
  readonly offers: Offers
  readonly onTake: (product: string) => void
  readonly act?: (offer: Offers['data'][number]) => ReactNode
}

/** A short list of products, each with the reason for it. */
export const OfferList = ({ title, offers, onTake, act }: Given) => {
  const say = useSay()
  return (
    <section className={css.panel} aria-label={title}>
      <h2>{title}</h2>
      {offers.held_out && <p className={css.note}>{say(words.heldOut)}</p>}
      {offers.without === 'refused' && <p className={css.note}>{say(words.refused)}</p>}
      <ul className={css.offers}>
        {offers.data.map((offer) => (
          <li key={offer.product} className={css.offer}>
            <span onClickCapture={() => onTake(offer.product)}>
              <Way to={`/products/${offer.product}`}>{offer.name}</Way>
            </span>
            <span className={css.because}>{sentence(say, offer.because)}</span>
            <span className={css.price}>
              {offer.price !== null && <Price price={offer.price} currency={offer.currency} />}
            </span>
            {act && <span className={css.act}>{act(offer)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
