import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client, useVocabulary } from '../../session.ts'
import { Pill } from '../../ui/pill.tsx'
import { tell } from '../../ui/toast.tsx'
import outside from '../outside.module.css'
import { designed } from './calls.ts'
import css from './history.module.css'

interface Planned {
  readonly what: string
  readonly object: string
  readonly name: string
  readonly change: 'add' | 'change' | 'same'
}
interface Looked {
  readonly name: string
  readonly file: unknown
  readonly plan: readonly Planned[]
}

const send = async (file: unknown, preview: boolean): Promise<readonly Planned[]> =>
  (
    await call<{ data: readonly Planned[] }>('POST', '/design/configuration', {
      body: { file },
      query: { preview: preview ? 1 : 0 },
    })
  ).data

const download = async (): Promise<void> => {
  const file = await call<{ exported_at: string }>('GET', '/design/configuration')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }))
  link.download = `rapport-configuration-${file.exported_at.slice(0, 10)}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}

const Plan = ({
  looked,
  apply,
  busy,
  drop,
}: {
  looked: Looked
  apply: () => void
  busy: boolean
  drop: () => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const words: Record<string, string> = {
    field: t`Field`,
    object: t`Object`,
    built_in: t`Built-in field`,
    order: t`Order of fields`,
    rule: t`Rule`,
    role: t`Role`,
    pipeline: t`Pipeline`,
    stage: t`Stage`,
    view: t`View`,
    layout: t`Layout`,
  }
  const differing = looked.plan.filter((one) => one.change !== 'same')
  const same = looked.plan.length - differing.length
  return (
    <section className={css.plan} aria-label={t`What will change`}>
      <h3>{looked.name}</h3>
      {differing.length === 0 ? (
        <p>
          <Trans>Everything in this file stands here already.</Trans>
        </p>
      ) : (
        <ul>
          {differing.map((one) => {
            const object = vocabulary.find(one.object)
            return (
              <li key={`${one.what} ${one.object} ${one.name}`}>
                <Pill colour={one.change === 'add' ? 'green' : 'orange'}>
                  {one.change === 'add' ? t`new` : t`changes`}
                </Pill>
                <span>
                  {words[one.what]} <strong>{one.name}</strong> {object && <small>{say(object.labels)}</small>}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      {same > 0 && differing.length > 0 && (
        <p>
          <Trans>{same} stand here already. What is not in the file stays.</Trans>
        </p>
      )}
      <div className={css.actions}>
        <Button onClick={apply} loading={busy} disabled={differing.length === 0}>
          <Trans>Bring it in</Trans>
        </Button>
        <Button variant="default" onClick={drop}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </section>
  )
}

/** All that was designed as one file: out of here, and in from elsewhere after a look at what it changes. */
export const Configuration = () => {
  const { t } = useLingui()
  const [looked, setLooked] = useState<Looked>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const look = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return
    setProblem(undefined)
    setLooked(undefined)
    try {
      const file = JSON.parse(await chosen.text()) as unknown
      setLooked({ name: chosen.name, file, plan: await send(file, true) })
    } catch (error) {
      setProblem(error instanceof SyntaxError ? t`This file is no JSON, so it is no configuration.` : sayProblem(error))
    }
  }
  const apply = async (): Promise<void> => {
    setBusy(true)
    try {
      await send(looked!.file, false)
      setLooked(undefined)
      await designed()
      await client.invalidateQueries()
      tell(t`The configuration is in effect. It stands among the changes, and can be taken back whole.`)
    } catch (error) {
      setProblem(sayProblem(error))
    }
    setBusy(false)
  }
  return (
    <>
      {problem && (
        <p className={outside.wrong} role="alert">
          {problem}
        </p>
      )}
      <div className={css.actions}>
        <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => void download()}>
          <Trans>Export as a file</Trans>
        </Button>
        <Button variant="default" leftSection={<IconUpload size={16} />} onClick={() => input.current?.click()}>
          <Trans>Import a file…</Trans>
        </Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          aria-label={t`Configuration file`}
          onChange={(event) => {
            void look(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
      {looked && <Plan looked={looked} apply={() => void apply()} busy={busy} drop={() => setLooked(undefined)} />}
    </>
  )
}
