import { Button, Progress } from '@mantine/core'
import { label } from '@rapport/vocabulary/define/label.ts'
import { useSay } from '../language.ts'
import css from './insights.module.css'
import { type InsightRun, isGoing } from './run.ts'

const words = {
  waiting: label('Waits for its turn', '等待中'),
  cancel: label('Cancel', '取消'),
  failed: label('It did not work', '未成功'),
  cancelled: label('Cancelled. What served before goes on serving.', '已取消，之前的结果继续使用。'),
}

/** How far a piece of analytic work is, and a way to stop it; or why the last one did not end well. */
export const RunBar = ({ run, cancel }: { run: InsightRun | null; cancel: (id: string) => void }) => {
  const say = useSay()
  if (run === null || run.status === 'done') return null
  if (!isGoing(run))
    return (
      <p className={css.notice} role="status">
        {run.status === 'failed' ? `${say(words.failed)}: ${run.message ?? ''}` : say(words.cancelled)}
      </p>
    )
  const stage = run.stage ? say(run.stage) : say(words.waiting)
  return (
    <div className={css.run} role="status">
      <span className={css.stage}>{stage}</span>
      <Progress value={run.progress ?? 0} size="sm" className={css.runBar} aria-label={stage} />
      <span className={css.share}>{Math.round(run.progress ?? 0)} %</span>
      <Button size="compact-sm" variant="default" onClick={() => cancel(run.id)}>
        {say(words.cancel)}
      </Button>
    </div>
  )
}
