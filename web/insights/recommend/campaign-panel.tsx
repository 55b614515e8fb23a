import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconFileDownload } from '@tabler/icons-react'
import { apiPath } from '../../api.ts'
import { useSay } from '../../language.ts'
import css from './recommend.module.css'
import { words } from './words.ts'

/** On a campaign with a segment: a list for each of its customers, to be sent. */
export const CampaignLists = ({ row }: { object: ObjectDefinition; row: AnyRow }) => {
  const say = useSay()
  if (typeof row.segment !== 'string') return null
  return (
    <section className={css.panel} aria-label={say(words.lists)}>
      <h2>{say(words.lists)}</h2>
      <p className={css.note}>{say(words.listsAbout)}</p>
      <p>
        <Button
          component="a"
          href={apiPath(`/campaigns/${row.id}/recommendations`, { limit: 3 })}
          download
          size="compact-sm"
          variant="default"
          leftSection={<IconFileDownload size={15} aria-hidden />}
        >
          {say(words.download)}
        </Button>
      </p>
    </section>
  )
}
