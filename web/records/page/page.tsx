import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../api.ts'
import { useVocabulary } from '../../session.ts'
import { Bone } from '../../ui/states.tsx'
import { layoutsQuery } from '../layout.ts'
import { ListFailed } from '../list/nothing.tsx'
import { Lost } from '../lost.tsx'
import facts from './facts.module.css'
import header from './header.module.css'
import css from './page.module.css'
import { Record } from './record.tsx'
import { useRecord } from './use-record.ts'

const Loading = () => (
  <div className={css.page} aria-busy>
    <div className={header.header}>
      <Bone width={44} height={44} />
      <Bone width={220} height={18} />
    </div>
    <div className={css.body}>
      <div className={facts.facts}>
        {['70%', '52%', '64%', '46%', '58%', '40%'].map((width) => (
          <Bone key={width} width={width} height={13} />
        ))}
      </div>
    </div>
  </div>
)

export const RecordPage = () => {
  const { plural, id } = useParams({ strict: false }) as { plural: string; id: string }
  const object = useVocabulary().findPlural(plural)
  return object === undefined ? <Lost /> : <RecordView key={`${plural}/${id}`} plural={plural} id={id} />
}

/** A record with all of its page, wherever it is shown. */
export const RecordView = ({ plural, id }: { plural: string; id: string }) => {
  const object = useVocabulary().findPlural(plural)!
  const { data, error, refetch } = useRecord(object, id)
  // How the page stands is known before it is drawn, so that nothing jumps; without an answer it stands by its definition.
  const layouts = useQuery(layoutsQuery)
  if (error instanceof ApiProblem && error.status === 404) return <Lost />
  if (error && data === undefined) return <ListFailed error={error} retry={() => void refetch()} />
  return data === undefined || layouts.isLoading ? <Loading /> : <Record object={object} row={data} />
}
