import { openRemote } from '#io/git/remote'
import { commitAndPush, type Change } from '#io/git/push-record'
import { textsIn, treeOf, type Contents } from '#io/git/content'
import type { Repository } from '#io/git/repository'
import { bringUp } from '#io/git/bring-up'
import { takenOutBy } from '#io/git/taken-out'
import { inItsManner, type FileEdit } from '#io/write-together'
import { accessOf } from '../git-access.ts'
import { wholeSecond, contentFolder } from '../options.ts'
import { neededRepository } from '../needed-repository.ts'
import { namesIn, type NamesElsewhere } from '../next-id.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { authorOf, committerOf } from './author.ts'
import { cacheOf, deskOf, type Desk } from './desk.ts'
import { decided, type Decide, type Settled, type Where } from './settle.ts'

/**
 * The same on the branch that others see: what is decided upon is its newest commit, and not what lies in the folder. The
 * clone follows where nothing of its own stands in the way.
 */
export async function settlePushed(where: Where, terminal: Terminal, decide: Decide): Promise<Settled> {
  const folder = contentFolder(where, terminal)
  const repository = await neededRepository(folder, '--push')
  const author = await authorOf(where, folder)
  const committer = await committerOf(folder, author, terminal.env)
  const remote = openRemote(folder, accessOf(terminal.env), where.remote)
  const contents = rememberedContents(repository)
  const cache = cacheOf(folder, terminal)
  const names = rememberedNames(repository)
  const pushed = await commitAndPush<Settled>({
    repository,
    remote,
    branch: where.branch,
    again: (why) => terminal.err(`Once more: ${why.split('\n')[0] ?? ''}.\n`),
    write: async (head): Promise<Change<Settled> | { done: Settled }> => {
      const tree = await treeOf(repository, head)
      if (tree.size === 0) throw new UsageError(`The branch has no folder ${repository.folder}: push it first.`)
      const { slots, ...files } = await textsIn(contents, tree)
      const desk = deskOf(folder, { paths: [...slots.keys()], ...files }, where, cache)
      const takenOut: Desk['takenOut'] = (is, since) => takenOutBy(repository, head, since, is)
      const found = await decided({ ...desk, names, takenOut }, decide)
      if (!('writing' in found)) return { done: found }
      const { edits, message } = found.writing
      const before = await contents(edits.flatMap(({ path }) => tree.get(path)?.oid ?? []))
      const text = (edit: FileEdit) => {
        const bytes = before.get(tree.get(edit.path)?.oid ?? '')
        return edit.text === null ? null : inItsManner(bytes ? Buffer.from(bytes).toString('utf8') : null, edit.text)
      }
      const below = repository.folder === '' ? '' : `${repository.folder}/`
      return {
        files: new Map(edits.map((edit) => [`${below}${edit.path}`, text(edit)])),
        message: commitMessage(message),
        author,
        committer,
        at: wholeSecond(),
        result: { ...found, pushed: null },
      }
    },
  })
  if ('refused' in pushed) return { refused: `${pushed.unheard ? UNHEARD : 'Nothing is pushed.'} ${pushed.refused}\n` }
  const { result, commit, branch } = pushed
  if (commit === null || !('writing' in result)) return result
  const behind = await bringUp(folder, branch, commit)
  if (behind !== null) terminal.err(`This clone isn't at it yet (${behind}): git pull --rebase\n`)
  return { ...result, pushed: { commit, branch } }
}

const UNHEARD =
  'It was sent, and no answer says whether it was taken. Run it again: what is there already is not written twice.'

/** A content is read once, however often somebody else is faster. */
function rememberedContents({ contents }: Repository): Contents {
  const known = new Map<string, Uint8Array>()
  return async (oids) => {
    const asked = [...oids]
    for (const [oid, bytes] of await contents(asked.filter((one) => !known.has(one)))) known.set(oid, bytes)
    return new Map(asked.flatMap((one) => (known.has(one) ? [[one, known.get(one) ?? new Uint8Array()] as const] : [])))
  }
}

/** What other branches have, too: what is fetched on the way is none of theirs. */
function rememberedNames(repository: Repository): NamesElsewhere {
  const known = new Map<string, ReturnType<NamesElsewhere>>()
  return (kind, year) => {
    const key = `${kind} ${year}`
    const found = known.get(key) ?? namesIn(repository)(kind, year)
    known.set(key, found)
    return found
  }
}

/** On one line, and without brackets: `[skip ci]` in a title would keep the page from being built. */
export const commitMessage = (words: string): string =>
  words.replaceAll(/\s+/g, ' ').replaceAll('[', '(').replaceAll(']', ')')
