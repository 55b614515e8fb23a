import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { showMoment } from '../fields/time.ts'
import { useLocale, useSay } from '../language.ts'
import { client } from '../session.ts'
import { iconNamed } from '../ui/icons.ts'
import { Pill } from '../ui/pill.tsx'
import { Way } from '../way.tsx'
import css from './insights.module.css'
import { isTooLittle } from './too-little.tsx'

interface Place {
  readonly kind: string
  readonly icon: string
  readonly name: Label
  readonly about: Label
}

/** What is told of all customers together, each on a page of its own. */
const places: readonly Place[] = [
  {
    kind: 'segments',
    icon: 'chart-pie',
    name: label('Customer groups', '客户群组'),
    about: label('Who buys alike, and who moved?', '哪些客户购买相似，谁在变化？'),
  },
  {
    kind: 'baskets',
    icon: 'shopping-bag',
    name: label('Bought together', '购买关联'),
    about: label('What is bought together, and after what?', '什么一起买，什么之后买？'),
  },
  {
    kind: 'forecast',
    icon: 'trending-up',
    name: label('Sales forecast', '销售预测'),
    about: label('What will be sold, and how sure is that?', '将售出多少，有多确定？'),
  },
  {
    kind: 'pipeline',
    icon: 'activity',
    name: label('Pipeline forecast', '商机预测'),
    about: label('What will the open deals bring, month by month?', '进行中的商机各月将带来多少？'),
  },
  {
    kind: 'recommend',
    icon: 'thumb-up',
    name: label('Recommendations', '推荐'),
    about: label('What to offer to whom?', '向谁推荐什么？'),
  },
]

const words = {
  ready: label('Worked out', '已计算'),
  missing: label('Too little data', '数据不足'),
  waiting: label('Not worked out yet', '尚未计算'),
  asOf: label('As of', '截至'),
}

const keyOf = (kind: string) => ['insight_result', kind]

/** They have been worked out anew. */
export const refreshPlaces = (): void => {
  for (const { kind } of places) void client.invalidateQueries({ queryKey: keyOf(kind) })
}

/** One of these pages, with how it stands; whoever may not see it has no way to it. */
const PlaceCard = ({ kind, icon, name, about }: Place) => {
  const say = useSay()
  const locale = useLocale()
  const Sign = iconNamed(icon)
  const { data, error } = useQuery({
    queryKey: keyOf(kind),
    queryFn: ({ signal }) =>
      call<{ at: string | null; content: object | null }>('GET', `/insights/${kind}`, { signal }),
  })
  if (error) return null
  const lacking = isTooLittle(data?.content)
  const state = lacking ? words.missing : data?.at ? words.ready : words.waiting
  return (
    <Way to={`/insights/${kind}`} className={css.question}>
      <div className={css.questionHead}>
        <span className={css.sign}>
          <Sign size={19} stroke={1.6} aria-hidden />
        </span>
        <h2>{say(name)}</h2>
        {data && <Pill colour={lacking ? 'orange' : data.at ? 'green' : 'gray'}>{say(state)}</Pill>}
      </div>
      <p className={css.ask}>{say(about)}</p>
      <p className={css.proof}>
        {data?.at && <span className="quiet">{`${say(words.asOf)} ${showMoment(data.at, locale, true)}`}</span>}
      </p>
    </Way>
  )
}

export const PlaceCards = () => places.map((place) => <PlaceCard key={place.kind} {...place} />)
