import { openRepository, whyNoRepository, type Repository } from '#io/git/repository'
import { UsageError } from './usage-error.ts'

/** The repository of a folder, for what can't do without one: `who` is that, as a sentence begins with it. */
export async function neededRepository(folder: string, who: string): Promise<Repository> {
  const repository = await openRepository(folder)
  if (repository) return repository
  const why = await whyNoRepository(folder)
  if (why === 'no git')
    throw new UsageError(
      `${who} needs git, and there is no \`git\` in the PATH. Install it (https://git-scm.com/downloads), or open a shell that has it.`,
    )
  const isTheirs =
    typeof why === 'object' ? ` that git trusts: it belongs to another user. If you do: ${why.trust}` : '.'
  throw new UsageError(`${who} needs git, but ${folder} is in no repository${isTheirs}`)
}

/** The hash of a commit that was named; without it, says what there is. What may mean one of several is refused, not guessed. */
export async function neededCommit(repository: Repository, ref: string): Promise<string> {
  const meanings = await repository.meanings(ref)
  if (meanings.length > 0)
    throw new UsageError(`${ref} may be ${words(meanings)}, which differ. Name the one that is meant in full.`)
  const hash = await repository.commit(ref)
  if (hash !== null) return hash
  const branches = await repository.branches()
  if (branches.length === 0 && (await repository.commit('HEAD')) === null)
    throw new UsageError(
      `There is no commit in this repository yet, so no ${ref} to compare with. Make the first one: git add . && git commit -m 'First records'`,
    )
  // A shallow clone knows too few of them.
  const shallow = await shallowWords(repository)
  const isKnown = shallow === '' && branches.length > 0 && branches.length <= NAMED
  throw new UsageError(
    `No commit ${ref} in this repository. Fetch it first.${isKnown ? ` Its branches are ${branches.join(', ')}.` : shallow}`,
  )
}

const words = (some: readonly string[]): string => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(some)

/** What to do about a clone that lacks older commits; nothing where it has them all. */
export const shallowWords = async (repository: Repository): Promise<string> =>
  (await repository.isShallow()) ? ' The clone is shallow: run `git fetch --unshallow` (`fetch-depth: 0`).' : ''

/** More branches than these help nobody who looks for one. */
const NAMED = 5
