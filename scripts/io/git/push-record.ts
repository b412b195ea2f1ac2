import { setTimeout } from 'node:timers/promises'
import pRetry from 'p-retry'
import type { Instant } from '#model/time'
import { isForGood } from './for-good.ts'
import { madeCommit } from './made-commit.ts'
import type { Person } from './person.ts'
import type { Remote } from './remote.ts'
import type { Repository } from './repository.ts'
import { Unreachable } from './unreachable.ts'

/** What is to stand on top of a commit. */
export interface Change<T> {
  /** By paths from the top of the repository; null: the file goes. */
  files: ReadonlyMap<string, string | null>
  /** The first line says what it is. */
  message: string
  author: Person
  committer?: Person | undefined
  at: Instant
  /** What is handed back once it is there. */
  result: T
}

export interface Push<T> {
  repository: Pick<Repository, 'path' | 'commit'>
  remote: Remote
  /** Left out: the branch that others see first there. */
  branch?: string | undefined
  /**
   * The commit that the branch was at a moment ago, and may be still: what is pushed on top of it is refused where it
   * isn't. Left out: the remote is asked first.
   */
  believed?: string | undefined
  /** How often somebody else may be faster, or the server be away. */
  retries?: number | undefined
  /**
   * Says what to write on top of a commit, and judges it there: it is asked anew for each try, so that what others have
   * pushed meanwhile is built upon and never merged as text. `done`: there is nothing to write.
   */
  write: (head: string) => Promise<Change<T> | { done: T }>
  /** Is told why it is tried again. */
  again?: ((why: string) => void) | undefined
}

/**
 * `commit`: the one that is there now; null: nothing was to be written. `unheard`: the last push had no answer that says
 * whether it was taken; otherwise nothing of it is there. `away`: the server didn't answer, or let nobody in.
 */
export type Pushed<T> =
  { commit: string | null; branch: string; result: T } | { refused: string; unheard: boolean; away?: boolean }

/**
 * Writes files as one commit on a branch of the remote. The work tree, the index and the branches of the clone stay as
 * they are, whatever lies in them: the commit is made beside them, of the files that are named alone. Either it is there,
 * whole, or nothing is; who was stopped on the way runs it again.
 */
export async function commitAndPush<T>(push: Push<T>): Promise<Pushed<T>> {
  const { retries = RETRIES, again } = push
  const state = { unheard: false }
  let [away, behind, took] = [0, 0, 0]
  const until = performance.now() + GIVES_UP
  const mayPass = (error: Error): boolean =>
    error instanceof Behind || (isPassing(error.message) && away < AWAY && performance.now() < until)
  try {
    const attempt = async (n: number) => {
      const began = performance.now()
      try {
        return await once(push, n === 1, state)
      } finally {
        took = performance.now() - began
      }
    }
    return await pRetry(attempt, {
      minTimeout: 0,
      retries,
      shouldRetry: ({ error }) => mayPass(error),
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (error instanceof Behind) behind++
        else away++
        if (retriesLeft === 0 || !mayPass(error)) return
        again?.(error.message)
        await setTimeout(pauseAfter(error instanceof Behind ? behind : away, took))
      },
    })
  } catch (error) {
    if (error instanceof Behind || (error instanceof Error && isPassing(error.message)))
      return {
        refused: `${error.message}, again and again. Run it again.`,
        ...state,
        away: !(error instanceof Behind),
      }
    if (!(error instanceof Unreachable)) throw error
    return { refused: error.message, ...state, away: true }
  }
}

/** Fifty who push at once are through long before. */
const RETRIES = 40
/** A server that doesn't answer so often is down, and one that doesn't for so many milliseconds: each try may wait for minutes. */
const AWAY = 6
const GIVES_UP = 180_000

/**
 * Milliseconds until the next try: anything up to as long as a try takes, after the second one twice that, and so on. Who
 * begins while another one is at it comes too late, so what counts is how long that takes: on a phone's network, or on a
 * machine that has much to do, longer than anything that could be written here.
 */
export const pauseAfter = (failures: number, took: number, chance = Math.random()): number =>
  chance * Math.min(LONGEST, Math.max(SHORTEST, took) * Math.min(MOST, 2 ** (failures - 1)))
const SHORTEST = 150
const MOST = 16
const LONGEST = 60_000

async function once<T>(push: Push<T>, isFirst: boolean, state: { unheard: boolean }): Promise<Pushed<T>> {
  const { remote, branch, believed } = push
  if (isFirst && branch !== undefined && believed !== undefined) {
    const pushed = await onTop(push, branch, believed)
    // What isn't pushed was decided upon what may be old.
    if (pushed !== 'behind' && !('refused' in pushed) && pushed.commit !== null) return pushed
    state.unheard = pushed !== 'behind' && 'refused' in pushed && isPassing(pushed.refused)
  }
  const head = await headOf(remote, branch)
  if (head === null)
    return { refused: `There is no branch ${branch ?? 'HEAD'} at origin yet: push one first.`, unheard: false }
  const pushed = await onTop(push, head.branch, head.commit)
  // What an earlier push came to was seen by who decided anew.
  state.unheard = false
  if (pushed === 'behind') throw new Behind(`somebody else has pushed to ${head.branch}`)
  if (!('refused' in pushed)) return pushed
  if (!isPassing(pushed.refused)) return { ...pushed, unheard: false }
  state.unheard = true
  throw new Error(pushed.refused)
}

async function onTop<T>({ repository, remote, write }: Push<T>, branch: string, tip: string) {
  if ((await repository.commit(tip)) === null) await remote.fetch([tip])
  const change = await write(tip)
  if ('done' in change) return { commit: null, branch, result: change.done }
  const { files, message, author, committer, at, result } = change
  const commit = await madeCommit(repository.path, tip, files, { ...author, committer, message, at })
  const pushed = await remote.push(branch, commit)
  return pushed === 'pushed' ? { commit, branch, result } : pushed
}

async function headOf(remote: Remote, branch: string | undefined) {
  if (branch === undefined) return remote.head()
  const commit = await remote.tip(branch)
  return commit === null ? null : { branch, commit }
}

class Behind extends Error {}

/** Whether it may be over in a while, by what git says in English (`LC_ALL=C`). What the server refuses stays refused. */
const isPassing = (words: string): boolean => !isForGood(words) && PASSING.test(words)

const PASSING =
  /Could not resolve host|Failed to connect|Connection (?:reset|refused|timed out|closed)|Recv failure|RPC failed|returned error: (?:429|5\d\d)|hung up|early EOF|unexpected disconnect|Operation (?:timed out|too slow)|Network is unreachable|kex_exchange_identification|TLS (?:connection|handshake)|Internal Server Error|Empty reply|was ended by SIG/i
