import { toldContent, type ToldContent } from '#assess/told-page'
import type { RecordCache } from '#io/record-cache'
import type { Remote } from '#io/git/remote'
import type { Repository } from '#io/git/repository'
import type { Site } from '#model/records/site'
import type { PublicCatalog } from '#model/publish/public'
import type { Pages } from './run.ts'

/** The public pages of a repository's commits; each is read once. Under the address of today, so that ids stay. */
export function pagesOf(
  { repository, remote, shared }: { repository: Repository; remote: Remote; shared: boolean },
  site: Site,
  read: ReadonlyMap<string, ToldContent>,
  cache: RecordCache,
): Pages {
  const contents = new Map<string, Promise<ToldContent | null>>(
    [...read].map(([commit, content]) => [commit, Promise.resolve(content)]),
  )
  const made = new Map<string, { page: PublicCatalog; silent: ReadonlySet<string> } | null>()
  const fetched = async (commit: string) => {
    if ((await repository.commit(commit)) === null) await remote.fetch([commit])
    return (await repository.commit(commit)) === null ? null : toldContent(repository, commit, cache)
  }
  const before = async (one: string, other: string) => (await repository.mergeBase(one, other)) === one
  return {
    at: async (commit, at) => {
      const name = `${commit}@${at}`
      if (!made.has(name)) {
        const content = contents.get(commit) ?? fetched(commit)
        contents.set(commit, content)
        made.set(name, (await content)?.pageAt(at, site) ?? null)
      }
      return made.get(name) ?? null
    },
    before,
    published: async (commit) => {
      // A repository without a remote is told of by its owner.
      if (!shared) return true
      const head = await remote.head()
      if (head === null) return false
      await remote.fetch([head.commit])
      return before(commit, head.commit)
    },
  }
}
