import { setTimeout as wait } from 'node:timers/promises'
import { madeCommit } from '#io/git/made-commit'
import { Unreachable } from '#io/git/unreachable'
import { approvalsDue, type Due } from './due.ts'
import { openDesk, type PullRequestDesk } from '../github/judgement.ts'
import { actionsEnvironment } from '../github/actions-environment.ts'
import { inWords } from '../github/workflow-log.ts'
import { clock, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export interface RecordOptions extends CommonOptions {
  pr?: number
  days: number
  dispatch?: string
  dryRun?: boolean
}

/** Writes down who approved the changes that were merged, as a commit by the bot. */
export async function recordApprovals(options: RecordOptions, terminal: Terminal): Promise<void> {
  const around = actionsEnvironment(terminal.env)
  const desk = await openDesk(options, around, terminal)
  await inWords(terminal, around, () =>
    record(desk, options, terminal).catch((error: unknown) => {
      if (!(error instanceof Unreachable)) throw error
      terminal.err(`Nothing is pushed. ${error.message}\n`)
      terminal.exitCode = 1
    }),
  )
}

/** How often somebody else may be faster. */
const TRIES = 8
const DAY = 86_400_000

async function record(desk: PullRequestDesk, options: RecordOptions, terminal: Terminal): Promise<void> {
  const { github, remote, repository } = desk
  const branch = await github.defaultBranch()
  for (let round = 1; round <= TRIES; round++) {
    const now = options.now ?? clock()
    const tip = await remote.tip(branch)
    if (tip === null) throw new Error(`There is no branch ${branch}.`)
    await remote.fetch([tip])
    const since = now - options.days * DAY
    const due = await approvalsDue(desk, { tip, branch, since, pr: options.pr ?? null, now })
    if (due.length === 0 || options.dryRun) return tell(terminal, due, 'Would record')
    const files = new Map(due.map(({ path, text }) => [inRepository(repository.folder, path), text]))
    const commit = await madeCommit(repository.path, tip, files, { ...BOT, message: messageOf(due), at: now })
    const pushed = await remote.push(branch, commit)
    if (pushed === 'pushed') {
      tell(terminal, due, 'Recorded')
      if (options.dispatch !== undefined) await github.dispatch(options.dispatch, branch)
      return
    }
    if (pushed !== 'behind') {
      terminal.err(`Nothing is pushed: can't push to ${branch}. ${MAY_PUSH}\n${pushed.refused}\n`)
      terminal.exitCode = 1
      return
    }
    terminal.err(`Somebody else has pushed to ${branch}: once more on top of that.\n`)
    // Those who wait the same time would meet again.
    await wait(Math.min(30_000, 250 * 2 ** round) * (0.5 + Math.random()))
  }
  terminal.err(`Nothing is pushed: ${TRIES} times somebody else was faster. The next run tries again.\n`)
  terminal.exitCode = 1
}

/** https://github.com/actions/checkout#push-a-commit-using-the-built-in-token */
const BOT = { name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com' }

const MAY_PUSH =
  'Give the job `contents: write`; where the branch takes pull requests only, the token of an App that may pass that rule (docs/github.md).'

const inRepository = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`)

function messageOf(due: readonly Due[]): string {
  const [first] = due
  const lines = due.map(({ change, number }) => `${change}, approved in #${number}`)
  const subject = due.length === 1 && first ? `approvals of ${first.change}` : `approvals of ${due.length} changes`
  return `Record the ${subject}\n\n${lines.join('\n')}`
}

function tell({ out }: Terminal, due: readonly Due[], what: string) {
  if (due.length === 0) out('Nothing to record.\n')
  for (const { change, number, path } of due) out(`${what} ${path}: ${change}, approved in #${number}.\n`)
}
