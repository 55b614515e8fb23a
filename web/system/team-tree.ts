import type { AnyRow } from '@rapport/vocabulary/define/object.ts'

/** A team with how deep it lies. */
export interface Branch {
  readonly team: AnyRow
  readonly depth: number
}

/** Teams in the order of a tree: each before those inside it. A team whose upper one is not there stands at the root. */
export const treeOf = (teams: readonly AnyRow[]): readonly Branch[] => {
  const known = new Set(teams.map((team) => team.id))
  const inside = (parent: string | null): readonly AnyRow[] =>
    teams.filter((team) => (known.has(String(team.parent)) ? team.parent === parent : parent === null))
  const branches = (parent: string | null, depth: number): readonly Branch[] =>
    inside(parent).flatMap((team) => [{ team, depth }, ...branches(team.id, depth + 1)])
  return branches(null, 0)
}
