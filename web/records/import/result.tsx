import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { apiPath } from '../../api.ts'
import { RecordName } from '../../fields/record-name.tsx'
import { useLocale, useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { iconNamed } from '../../ui/icons.ts'
import { warn } from '../../ui/toast.tsx'
import dialog from '../page/dialog.module.css'
import { sayProblem } from '../problem.ts'
import { type Import, moveImport } from './calls.ts'
import css from './import.module.css'
import { Tally } from './tally.tsx'

const ByObject = ({ given }: { given: Import }) => {
  const vocabulary = useVocabulary()
  const say = useSay()
  const locale = useLocale()
  return (
    <ul className={css.objects}>
      {Object.entries(given.counts.objects ?? {}).map(([name, counts]) => {
        const object = vocabulary.find(name)
        if (object === undefined) return null
        const Sign = iconNamed(object.icon)
        const [made, changed] = [counts.created.toLocaleString(locale), counts.updated.toLocaleString(locale)]
        return (
          <li key={name}>
            <Sign size={17} stroke={1.6} aria-hidden />
            {object.partOf ? (
              <strong>{say(object.labels)}</strong>
            ) : (
              <Link to={`/${object.plural}`}>{say(object.labels)}</Link>
            )}
            <span className="quiet number">
              <Trans>
                {made} created, {changed} changed
              </Trans>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

const Undone = ({ given }: { given: Import }) => {
  const { undone } = given
  if (undone === null) return null
  return (
    <>
      <p>
        <Plural value={undone.undone} one="# record was taken back." other="# records were taken back." />
      </p>
      {undone.kept.length > 0 && (
        <>
          <p>
            <Plural
              value={undone.kept.length}
              one="# was edited since and was kept:"
              other="# were edited since and were kept:"
            />
          </p>
          <ul className={css.objects}>
            {undone.kept.slice(0, 50).map((one) => (
              <li key={one.id}>
                <RecordName object={one.object} id={one.id} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** How the import ended, and the way back. */
export const Result = ({ given, keep }: { given: Import; keep: (next: Import) => void }) => {
  const { t } = useLingui()
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const titles: { readonly [state: string]: string } = {
    done: t`The import is done`,
    cancelled: t`The import was cancelled`,
    failed: t`The import stopped`,
    undone: t`The import was taken back`,
  }
  const move = (step: 'undo' | 'resume'): void => {
    setAsking(false)
    moveImport(given.id, step)
      .then(keep)
      .catch((error: unknown) => warn(sayProblem(error)))
  }
  return (
    <section className={css.progress}>
      <h2>{titles[given.state]}</h2>
      {given.problem && (
        <p className={css.problem} role="alert">
          {say(given.problem)}
        </p>
      )}
      <Tally counts={given.counts} />
      <ByObject given={given} />
      <Undone given={given} />
      <div className={css.buttons}>
        {given.counts.refused > 0 && (
          <Button
            component="a"
            href={apiPath(`/imports/${given.id}/refused`)}
            download
            variant="default"
            leftSection={<IconDownload size={16} />}
          >
            <Trans>Refused rows with their reasons</Trans>
          </Button>
        )}
        {given.state === 'failed' && (
          <Button onClick={() => move('resume')}>
            <Trans>Go on from where it stopped</Trans>
          </Button>
        )}
        {given.state !== 'undone' && (
          <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => setAsking(true)}>
            <Trans>Undo the import</Trans>
          </Button>
        )}
        <Button component={Link} to="/import" variant="default">
          <Trans>Another file</Trans>
        </Button>
      </div>
      {asking && (
        <Dialog close={() => setAsking(false)} title={t`Undo the import?`}>
          <p>
            <Trans>
              What it created goes to the trash, and values that it overwrote come back. Records that were edited since
              are kept and listed.
            </Trans>
          </p>
          <div className={dialog.choose}>
            <Button variant="default" onClick={() => setAsking(false)}>
              <Trans>Cancel</Trans>
            </Button>
            <Button color="red" onClick={() => move('undo')}>
              <Trans>Undo the import</Trans>
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
