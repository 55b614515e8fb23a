import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useVocabulary } from '../../session.ts'
import { Lost } from '../lost.tsx'
import { List } from './list.tsx'

const Board = lazy(() => import('../board/board.tsx').then((module) => ({ default: module.Board })))

/** The page of an object's records; a list or a board, as the address says. */
export const ListPage = () => {
  const { plural } = useParams({ strict: false }) as { plural: string }
  const object = useVocabulary().findPlural(plural)
  if (object === undefined || object.partOf) return <Lost />
  return <List key={object.name} object={object} board={(given) => <Suspense>{<Board {...given} />}</Suspense>} />
}
