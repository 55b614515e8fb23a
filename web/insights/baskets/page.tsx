import { SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch, IconShoppingBag } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useSay } from '../../language.ts'
import shared from '../insights.module.css'
import { useNames } from '../names.ts'
import { useFigures } from '../numbers.ts'
import { ResultPage } from '../result-page.tsx'
import css from './baskets.module.css'
import { Picture } from './picture.tsx'
import { keyOf, type Level, type Report, type Rules, type Way } from './report.ts'
import { RuleTable } from './table.tsx'
import { Told } from './told.tsx'
import { words } from './words.ts'

const noRules = { support: 0, rules: [] }

/** Names of things as this person may see them. */
const useNameOf = (level: Level, rules: Rules | null) => {
  const say = useSay()
  const ids = [...(rules?.together.rules ?? []), ...(rules?.after.rules ?? [])].flatMap((rule) => [
    ...rule.left,
    rule.right,
  ])
  const names = useNames(level === 'product' ? 'products' : 'categories', ids)
  return useCallback(
    (id: string): string => (names === undefined ? '…' : names.get(id) || say(words.hidden)),
    [names, say],
  )
}

const Basis = ({ rules, way }: { rules: Rules; way: Way }) => {
  const say = useSay()
  const { count, share } = useFigures()
  const told: { readonly [name: string]: string } = {
    orders: count(rules.orders),
    customers: count(rules.customers),
    items: count(rules.items),
    support: share(rules[way].support),
    them: say(way === 'together' ? words.ofOrders : words.ofCustomers),
  }
  return <p className={css.basis}>{say(words.basis).replace(/\{(\w+)\}/g, (_, name: string) => told[name] ?? '')}</p>
}

const Body = ({ report }: { report: Report }) => {
  const say = useSay()
  const [way, setWay] = useState<Way>('together')
  const [level, setLevel] = useState<Level>('product')
  const [wanted, setWanted] = useState('')
  const [picked, setPicked] = useState<string>()
  const rules = report[level] ?? report.product
  const nameOf = useNameOf(level, rules)
  const found = (rules[way] ?? noRules).rules.filter((rule) =>
    [...rule.left, rule.right].some((id) => nameOf(id).toLowerCase().includes(wanted.trim().toLowerCase())),
  )
  const rule = found.find((one) => keyOf(one) === picked) ?? found[0]
  return (
    <section className={shared.card}>
      <div className={css.choose}>
        <SegmentedControl
          size="xs"
          value={way}
          onChange={(value) => setWay(value as Way)}
          data={[
            { value: 'together', label: say(words.together) },
            { value: 'after', label: say(words.after) },
          ]}
        />
        {report.category && (
          <SegmentedControl
            size="xs"
            value={level}
            onChange={(value) => setLevel(value as Level)}
            data={[
              { value: 'product', label: say(words.product) },
              { value: 'category', label: say(words.category) },
            ]}
          />
        )}
        <TextInput
          size="xs"
          w={230}
          leftSection={<IconSearch size={14} aria-hidden />}
          placeholder={say(words.search)}
          aria-label={say(words.search)}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      </div>
      <Basis rules={rules} way={way} />
      {rule === undefined ? (
        <p className="quiet">{say(wanted === '' ? words.none : words.noMatch)}</p>
      ) : (
        <>
          <div className={css.two}>
            <Picture rules={found} chosen={keyOf(rule)} choose={setPicked} nameOf={nameOf} />
            <Told report={report} rules={rules} rule={rule} way={way} level={level} nameOf={nameOf} />
          </div>
          <RuleTable
            key={`${way} ${level}`}
            rules={found}
            way={way}
            chosen={keyOf(rule)}
            choose={setPicked}
            nameOf={nameOf}
          />
        </>
      )}
    </section>
  )
}

/** What is bought together, and what after what. */
export const BasketsPage = () => (
  <ResultPage<Report> kind="baskets" icon={IconShoppingBag} words={words}>
    {(content) => <Body report={content} />}
  </ResultPage>
)
