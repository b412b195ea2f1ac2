import { expect, test } from 'vitest'
import { commitObject, gitObject } from '../../fixtures/git-objects.ts'
import { isFastForward } from './fast-forward.ts'
import type { GitObject } from './object.ts'

const TREE = gitObject('tree', '').oid
const store = new Map<string, GitObject>()
const reader = {
  objects: async (names: readonly string[]) => names.map((name) => store.get(name) ?? null),
  close: () => {},
}
function keep(object: GitObject): string {
  store.set(object.oid, object)
  return object.oid
}
const commit = (message: string, ...parents: string[]) => keep(commitObject(TREE, parents, message))

const root = commit('root')
const base = commit('base', root)
const other = commit('other', root)

test('A commit is on the way down from what was made on top of it, and from nothing else.', async () => {
  expect(await isFastForward(reader, base, base)).toBe(true)
  expect(await isFastForward(reader, base, commit('two', commit('one', base)))).toBe(true)
  expect(await isFastForward(reader, base, commit('a merge of it', other, base))).toBe(true)
  expect(await isFastForward(reader, base, commit('beside', other))).toBe(false)
  expect(await isFastForward(reader, base, root)).toBe(false)
  expect(await isFastForward(reader, base, 'f'.repeat(40))).toBe(false)
})

test('What a commit says in other places is no parent, as git has it.', async () => {
  const after = (before: string) => keep(gitObject('commit', before))
  const who = 'author A <a@b.example> 0 +0000\ncommitter A <a@b.example> 0 +0000\n'
  expect(
    await isFastForward(reader, base, after(`tree ${TREE}\nparent ${other}\n${who}parent ${base}\n\nWords\n`)),
  ).toBe(false)
  expect(await isFastForward(reader, base, after(`tree ${TREE}\n${who}\nparent ${base}\n`))).toBe(false)
  expect(await isFastForward(reader, base, after(`tree ${TREE}\n${who}gpgsig x\n parent ${base}\n\nWords\n`))).toBe(
    false,
  )
})
