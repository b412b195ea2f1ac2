import { commitAndPush, type Change } from '#io/git/push-record'
import type { Person } from '#io/git/person'
import type { Remote } from '#io/git/remote'
import { takenOutBy } from '#io/git/taken-out'
import type { Repository } from '#io/git/repository'
import { inItsManner } from '#io/write-together'
import type { Catalog } from '#model/catalog'
import type { Posting } from '#model/incident/posted/posting'
import { SECOND, type Instant } from '#model/time'
import { commitMessage } from '../incident/settle-pushed.ts'
import type { Desk } from '../incident/desk.ts'
import { namesIn } from '../next-id.ts'
import { decided, type Settled, type Step } from '../incident/settle.ts'
import { isNamed } from './posting-key.ts'
import type { Reader, Reading } from './reading.ts'

/** What a request asks to be written, decided upon what is there: a posting, or that nothing is new. */
export type Ask = (
  catalog: Catalog,
) => Posting | { errors: readonly string[] } | { nothing: string | null } | { missing: true }

/** What has come of it. */
export type Written =
  /** The records as they are now; `id`: the one that it is about; `remote`: how long the remote took, in milliseconds. */
  | { catalog: Catalog; id: string | null; commit: string | null; remote?: number }
  | { errors: readonly string[] }
  /** Customers know nothing by that id. */
  | { missing: true }
  /** `away`: the server of git didn't answer, or let nobody in. */
  | { failed: string; unheard?: boolean; away?: boolean | undefined }

export interface Desktop {
  /** The content folder of the clone. */
  folder: string
  repository: Repository
  remote: Remote
  branch: string
  reader: Reader
  author: Person
  committer: Person
  stepOf: (posting: Posting, desk: Desk) => Step | Promise<Step>
  clock: () => Instant
  log: (line: string) => void
}

/** Writes what is asked for onto the branch, decided anew where somebody else was faster. */
export async function write(ask: Ask, desktop: Desktop): Promise<Written> {
  const { folder, repository, remote, branch, reader, author, committer, stepOf, clock, log } = desktop
  const meter = metered(remote)
  const pushed = await commitAndPush<Written>({
    repository,
    remote: meter.remote,
    branch,
    believed: reader.believed(),
    again: (why) => log(`once more: ${why.split('\n')[0] ?? ''}`),
    write: async (head): Promise<Change<Written> | { done: Written }> => {
      const now = Math.floor(clock() / SECOND) * SECOND
      const reading = await reader.at(head, now)
      if (reading === null) return { done: { failed: `The branch ${branch} has no content folder.` } }
      const { catalog } = reading.content
      const posting = ask(catalog)
      if ('errors' in posting || 'missing' in posting) return { done: posting }
      if ('nothing' in posting) return { done: { catalog, id: posting.nothing, commit: null } }
      const { files, content } = reading
      const desk: Desk = {
        folder,
        content,
        around: { all: files.paths, texts: files.texts, problems: files.problems ?? [] },
        now,
        names: namesIn(repository),
        // Without a name the same request is never the same again.
        ...('key' in posting && isNamed(posting.key)
          ? { takenOut: (is, since) => takenOutBy(repository, head, since, is) }
          : {}),
      }
      const found = await decided(desk, (one) => stepOf(posting, one))
      if ('refused' in found) return { done: { errors: refusals(found) } }
      if ('already' in found) return { done: { catalog, id: found.id ?? null, commit: null } }
      return {
        files: await filesOf(found.writing.edits, reading, repository.folder),
        message: commitMessage(found.writing.message),
        author,
        committer,
        at: now,
        result: { catalog: withWritten(catalog, found), id: found.writing.id, commit: head },
      }
    },
  })
  if ('refused' in pushed) return { failed: pushed.refused, unheard: pushed.unheard, away: pushed.away }
  const { commit, result } = pushed
  if (!('catalog' in result)) return result
  if (commit === null) return { ...result, remote: meter.took() }
  reader.moved(commit)
  return { ...result, commit, remote: meter.took() }
}

/** What the remote takes, so that the log tells a slow server from a slow relay. */
function metered(remote: Remote): { remote: Remote; took: () => number } {
  let sum = 0
  const timed =
    <A extends unknown[], T>(act: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const began = performance.now()
      try {
        return await act(...args)
      } finally {
        sum += performance.now() - began
      }
    }
  return {
    remote: {
      head: timed(remote.head),
      tip: timed(remote.tip),
      fetch: timed(remote.fetch),
      push: timed(remote.push),
    },
    took: () => sum,
  }
}

const refusals = (found: Extract<Settled, { refused: string }>): string[] =>
  found.verdict
    ? found.verdict.errors.map(({ message, help }) => (help ? `${message} ${help}` : message))
    : found.refused.trim().split('\n')

type Wrote = Extract<Settled, { writing: unknown }>
type Edits = Wrote['writing']['edits']

async function filesOf(edits: Edits, { tree, contents }: Reading, below: string) {
  const before = await contents(edits.flatMap(({ path }) => tree.get(path)?.oid ?? []))
  return new Map(
    edits.map(({ path, text }) => {
      const bytes = before.get(tree.get(path)?.oid ?? '')
      const manner = bytes ? Buffer.from(bytes).toString('utf8') : null
      return [below === '' ? path : `${below}/${path}`, text === null ? null : inItsManner(manner, text)] as const
    }),
  )
}

/** The records once it is written: only the one that it is about is another. */
function withWritten(catalog: Catalog, { writing, verdict }: Pick<Wrote, 'writing' | 'verdict'>): Catalog {
  const fresh = verdict.after.catalog
  const other = <T extends { id: string }>(records: readonly T[], after: readonly T[]): T[] => [
    ...records.filter((one) => one.id !== writing.id),
    ...after.filter((one) => one.id === writing.id),
  ]
  return {
    ...catalog,
    incidents: other(catalog.incidents, fresh.incidents),
    salvaged: other(catalog.salvaged, fresh.salvaged),
    changes: other(catalog.changes, fresh.changes),
    salvaged_changes: other(catalog.salvaged_changes, fresh.salvaged_changes),
    services: other(catalog.services, fresh.services),
    salvaged_components: other(catalog.salvaged_components, fresh.salvaged_components),
  }
}
