import { textsIn, treeOf, type Contents, type Tree } from '#io/git/content'
import type { Remote } from '#io/git/remote'
import type { Repository } from '#io/git/repository'
import { readTexts, type Content, type Files } from '#io/catalog-reader'
import { passedTexts } from '#io/passed-texts'
import type { RecordCache } from '#io/record-cache'
import type { Instant } from '#model/time'

/** The content of the branch at one of its commits. */
export interface Reading {
  commit: string
  tree: Tree
  files: Files
  content: Content
  contents: Contents
}

export interface Reader {
  /** At a commit that the clone has; null where the content folder isn't there. */
  at: (commit: string, now: Instant) => Promise<Reading | null>
  /** At the newest commit there, as of some seconds ago at most. */
  newest: (now: Instant) => Promise<Reading | null>
  /** The one that was read last, without asking whether there is a newer one. */
  last: (now: Instant) => Promise<Reading | null>
  /** The newest one is known to be this. */
  moved: (commit: string) => void
  /** The newest one, as of some seconds ago at most; undefined: it isn't known. */
  believed: () => string | undefined
}

/** How long the newest commit is taken for the newest, in milliseconds: who lists incidents doesn't wait for the server. */
const FRESH = 3000

const isFresh = ({ seen }: { seen: number }): boolean => performance.now() - seen <= FRESH

/** Reads a branch again and again, only what is new of it: contents and records of the last time are kept, of older ones not. */
export function readerOf(repository: Repository, remote: Remote, branch: string): Reader {
  let blobs = new Map<string, Uint8Array>()
  let last: Reading | null = null
  /** `seen`: when, by a clock that only this process knows. */
  let tip: { commit: string; seen: number } | null = null
  const cache = lastRecords()

  const contents: Contents = async (oids) => {
    const asked = [...new Set(oids)]
    const fresh = await repository.contents(asked.filter((oid) => !blobs.has(oid)))
    return new Map(
      asked.flatMap((oid) => {
        const bytes = fresh.get(oid) ?? blobs.get(oid)
        return bytes ? [[oid, bytes] as const] : []
      }),
    )
  }

  const at: Reader['at'] = async (commit, now) => {
    if (last?.commit === commit)
      return { ...last, content: { ...last.content, catalog: { ...last.content.catalog, now } } }
    const tree = await treeOf(repository, commit)
    if (tree.size === 0) return null
    let read = new Map<string, Uint8Array>()
    const { slots, ...texts } = await textsIn(async (oids) => (read = await contents(oids)), tree)
    blobs = read
    const files = { paths: [...slots.keys()], ...texts }
    last = { commit, tree, files, content: readTexts(files, now, () => now, cache.next()), contents }
    return last
  }

  /** The newest commit as the server says, which the clone has by then; null: there is no such branch. */
  const askedFor = async (): Promise<string | null> => {
    const before = tip
    const commit = await remote.tip(branch)
    if (commit === null) return null
    if ((await repository.commit(commit)) === null) await remote.fetch([commit])
    // What was pushed from here meanwhile is newer.
    if (tip === before) tip = { commit, seen: performance.now() }
    return tip?.commit ?? commit
  }
  /** Whoever comes while somebody asks hears what he hears: a server that is away is asked by one, and not by all who wait. */
  let asking: Promise<string | null> | null = null
  const newest: Reader['newest'] = async (now) => {
    if (tip !== null && isFresh(tip)) return at(tip.commit, now)
    asking ??= askedFor().finally(() => (asking = null))
    const commit = await asking
    return commit === null ? null : at(commit, now)
  }

  return {
    at,
    newest,
    last: (now) => (last === null ? newest(now) : at(last.commit, now)),
    moved: (commit) => void (tip = { commit, seen: performance.now() }),
    believed: () => (tip !== null && isFresh(tip) ? tip.commit : undefined),
  }
}

/** The records of the last reading, for the next. */
function lastRecords() {
  type Known = Map<string, { fields: unknown; body: NonNullable<ReturnType<RecordCache['recall']>>['body'] }>
  let before: Known = new Map()
  let current: Known = new Map()
  const key = (kind: string, text: string) => `${kind}\0${text}`
  const passed = passedTexts([])
  return {
    next: (): RecordCache => {
      before = current
      current = new Map()
      return {
        recall: (kind, text) => {
          const found = before.get(key(kind, text)) ?? current.get(key(kind, text)) ?? null
          if (found) current.set(key(kind, text), found)
          return found
        },
        remember: (kind, text, fields, body) => void current.set(key(kind, text), { fields, body }),
        passed,
        save: () => {},
      }
    },
  }
}
