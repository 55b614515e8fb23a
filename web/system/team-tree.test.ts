import { expect, test } from 'vitest'
import { treeOf } from './team-tree.ts'

const team = (id: string, parent: string | null) => ({ id, version: 1, parent })

test('teams stand behind the team that they are part of, each as deep as it lies', () => {
  const tree = treeOf([team('b', 'a'), team('c', null), team('a', null), team('d', 'b'), team('lost', 'gone')])
  expect(tree.map(({ team: { id }, depth }) => `${depth}${id}`)).toEqual(['0c', '0a', '1b', '2d', '0lost'])
})
