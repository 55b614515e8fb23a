import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button } from '@mantine/core'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { apiPath } from '../../api.ts'
import { useLocale } from '../../language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import css from './preview.module.css'
import { isPicture } from './previewed.ts'
import { showBytes } from './upload.ts'

const contentOf = (file: AnyRow): string => apiPath(`/files/${file.id}/content`, { inline: 1 })

const Shown = ({ file }: { file: AnyRow }) => {
  const [broken, setBroken] = useState(false)
  const name = String(file.name)
  if (broken)
    return (
      <p className={css.none}>
        <Trans>This browser cannot show the file. Download it instead.</Trans>
      </p>
    )
  if (isPicture(file))
    return <img className={css.picture} src={contentOf(file)} alt={name} onError={() => setBroken(true)} />
  if (navigator.pdfViewerEnabled) return <iframe className={css.pages} src={contentOf(file)} title={name} />
  return (
    <p className={css.none}>
      <Button component="a" href={contentOf(file)} target="_blank" rel="noreferrer">
        <Trans>Open the PDF</Trans>
      </Button>
    </p>
  )
}

interface Given {
  readonly files: readonly AnyRow[]
  readonly at: number
  readonly go: (at: number) => void
  readonly close: () => void
}

/** Pictures and PDFs where they are, one after the other by the arrow keys. */
export const Preview = ({ files, at, go, close }: Given) => {
  const { t } = useLingui()
  const locale = useLocale()
  const file = files[at]!
  const turn = (to: number): void => {
    if (to >= 0 && to < files.length) go(to)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: files.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    turn(to)
  }
  const [place, count] = [at + 1, files.length]
  return (
    <Dialog wide close={close} title={String(file.name)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows are for those who use the buttons inside too */}
      <div className={css.preview} onKeyDown={onKeyDown}>
        <div className={css.stage}>
          <Shown key={file.id} file={file} />
        </div>
        <div className={css.bar}>
          <ActionIcon
            variant="default"
            size={34}
            aria-label={t`Previous file`}
            disabled={at === 0}
            onClick={() => turn(at - 1)}
          >
            <IconChevronLeft size={17} aria-hidden />
          </ActionIcon>
          <span className={css.place} aria-live="polite">
            <Trans>
              {place} of {count}
            </Trans>
          </span>
          <ActionIcon
            variant="default"
            size={34}
            aria-label={t`Next file`}
            disabled={place === count}
            onClick={() => turn(at + 1)}
          >
            <IconChevronRight size={17} aria-hidden />
          </ActionIcon>
          <span className={css.size}>{showBytes(Number(file.size ?? 0), locale)}</span>
          <Button
            component="a"
            variant="default"
            href={apiPath(`/files/${file.id}/content`)}
            download
            leftSection={<IconDownload size={15} aria-hidden />}
            data-autofocus
          >
            <Trans>Download</Trans>
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
