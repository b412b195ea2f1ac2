import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { toldContent } from '#assess/told-page'
import { openOneFileRef } from '#io/git/one-file-ref'
import { commitTime } from '#io/git/history'
import { openRemote } from '#io/git/remote'
import type { Repository } from '#io/git/repository'
import { Unreachable } from '#io/git/unreachable'
import { cacheFile, recordCache } from '#io/record-cache'
import { LEDGER } from '#model/notify/ledger'
import { isAddressed } from '#model/records/site'
import type { Instant } from '#model/time'
import { codeVersion } from '#site/engine/compile.ts'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import { accessOf } from '../git-access.ts'
import { neededCommit, neededRepository } from '../needed-repository.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { findLedger, NewerLedger } from './ledger-keeper.ts'
import { notesOf, unreadable } from './notes.ts'
import { outletsOf } from './outlets.ts'
import { sealedShelf } from './sealed-shelf.ts'
import { pagesOf } from './pages.ts'
import { planned, runNotify, type Run } from './run.ts'
import { channelsTold, jsonOf, markdownOf, textOf } from './told.ts'

export interface NotifyOptions extends CommonOptions {
  since?: string
  dryRun?: boolean
  format: 'text' | 'json'
}

/** Tells every channel of `site.yaml` what has become public since it was told last, once. */
export async function notify(options: NotifyOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const repository = await neededRepository(folder, 'notify')
  const head = await repository.commit('HEAD')
  if (head === null) throw new UsageError('There is no commit yet: what is told is what was committed.')
  const cache = recordCache(cacheFile(folder, terminal.env), codeVersion())
  const content = await toldContent(repository, head, cache)
  cache.save()
  if (content === null)
    throw new UsageError('The content folder is in no commit yet: what is told is what was committed.')
  const { site } = content
  if (!isAddressed(site)) return fail(terminal, '`site.yaml` says no `url` that can be read: nobody was told anything.')
  const now = options.now ?? site.sample ?? clock()
  const outlets = outletsOf(site, terminal.env, now)
  if (outlets.length === 0) {
    terminal.err('`site.yaml` names no channels below `notify`: nobody was told anything.\n')
    if (options.format === 'json') terminal.out(jsonOf([]))
    return
  }
  const access = accessOf(terminal.env)
  const ref = await openOneFileRef(repository, { ...LEDGER, access })
  const shelf = sealedShelf(ref, terminal.env)
  const since = options.since === undefined ? null : await sinceOf(repository, options.since)
  const run: Run = {
    shelf,
    by: `${hostname()} ${process.pid} ${randomUUID()}`,
    head,
    now,
    since,
    pages: pagesOf(
      { repository, remote: openRemote(repository.path, access), shared: ref.shared },
      site,
      new Map([[head, content]]),
      cache,
    ),
    outlets,
    clock,
    patience: { look: 2000, patience: 40_000, gone: isGone, sleep: async (ms) => void (await sleep(ms)) },
    pace: { pause: 1000, beat: 10_000, sleep: async (ms) => void (await sleep(ms)) },
    waiting: (by) =>
      terminal.err(`Another run is sending now (${by.split(' ', 2).join(', process ')}): waiting for it.\n`),
  }
  try {
    await (options.dryRun === true ? plan(run, options, terminal) : send(run, options, terminal))
  } catch (error) {
    if (error instanceof NewerLedger)
      return fail(
        terminal,
        `${error.message} in ${LEDGER.ref} is newer than this evenkeel: upgrade it. Nothing was sent.`,
      )
    // Once something is sent, whoever keeps the ledger takes it.
    if (error instanceof Unreachable) return fail(terminal, `Nothing was sent. ${error.message}`)
    throw error
  }

  async function plan(given: Run, { format }: NotifyOptions, { out, err }: Terminal) {
    const found = await findLedger(given.shelf)
    if (found.unreadable !== null) err(`${unreadable(found.unreadable)}\n`)
    const channels = channelsTold({ ...(await planned(given, found.ledger)), deliveries: [] }, outlets)
    out(format === 'json' ? jsonOf(channels) : textOf(channels, true))
  }

  async function send(given: Run, { format }: NotifyOptions, { out, err }: Terminal) {
    const outcome = await runNotify(given)
    const channels = channelsTold(outcome, outlets)
    const notes = notesOf(outcome, terminal.env['GITLAB_CI'] === 'true')
    out(format === 'json' ? jsonOf(channels) : textOf(channels, false))
    for (const note of notes) err(`${note}\n`)
    const summary = terminal.env['GITHUB_STEP_SUMMARY']
    if (summary) appendFileSync(summary, markdownOf(channels, notes))
    const { found, refused, unwritten } = outcome
    if (
      [found.unreadable, refused, unwritten].some((one) => one !== null) ||
      channels.some(({ owed, dropped, why }) => owed.length + dropped.length > 0 || why !== null)
    )
      terminal.exitCode = 1
  }
}

function fail(terminal: Terminal, words: string) {
  terminal.err(`${words}\n`)
  terminal.exitCode = 1
}

async function sinceOf(repository: Repository, ref: string): Promise<{ commit: string; at: Instant }> {
  const commit = await neededCommit(repository, ref)
  return { commit, at: await commitTime(repository.path, commit) }
}

/** Whether a run of this machine that has claimed the ledger runs no more. */
function isGone(by: string): boolean {
  const [host, pid] = by.split(' ')
  if (host !== hostname() || !/^\d+$/.test(pid ?? '')) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
