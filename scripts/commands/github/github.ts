import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { GithubError, type Github, type PullRequest } from '#io/github'
import { plain } from '#report/gate/escape'
import { verdictFromAbove } from '#report/from-above'
import { gateMarkdown } from '#report/gate/markdown'
import { gateSentence } from '#report/gate/sentence'
import { gateText } from '#report/gate/terminal'
import { githubReport } from '#report/github'
import { deliver, STATUS } from './delivery.ts'
import {
  basisOf,
  findingsOf,
  judgePullRequest,
  look,
  openDesk,
  twinsAmong,
  type PullRequestDesk,
  type Judgement,
  type KnownPullRequest,
} from './judgement.ts'
import type { Repository } from '#io/git/repository'
import { authorsOf } from '#model/gate/authors'
import type { GateVerdict } from '#model/gate/verdict'
import { occasion, actionsEnvironment, type Occasion, type ActionsEnvironment } from './actions-environment.ts'
import type { CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface GithubOptions extends CommonOptions {
  dryRun?: boolean
  pr?: number
}

/** Judges the pull request that a workflow runs for, and tells it there. */
export async function githubGate(options: GithubOptions, terminal: Terminal): Promise<void> {
  const around = actionsEnvironment(terminal.env)
  const event: Occasion =
    options.pr === undefined
      ? occasion(terminal.env)
      : { kind: 'pull_request', number: options.pr, mayWrite: true, pushed: false }
  const desk = await openDesk(options, around, terminal)
  await inWords(terminal, async () => {
    if (event.kind === 'merge_group') return judgeMergeGroup(desk, event, { ...options, around, terminal })
    const number = event.kind === 'workflow_run' ? await pullRequestOfRun(desk.github, event) : event.number
    if (number === null) return print(terminal, 'The pull request of that run is no longer open.\n')
    const mayWrite = event.kind === 'workflow_run' || event.mayWrite
    const pushed = event.kind === 'workflow_run' || event.pushed
    const known = await look(desk.github, number)
    const why = await unjudged(desk.github, known.pull)
    if (why !== null) return print(terminal, `#${number} ${why}\n`)
    const judgement = await judgeAndTell(desk, known, around, { write: mayWrite && !options.dryRun, pushed })
    report({ ...judgement, repository: desk.repository }, around, terminal)
    if (!mayWrite)
      terminal.out('The token of this run only reads: another workflow judges it anew, and tells it there.\n')
    if (options.dryRun && !judgement.passes) terminal.exitCode = 1
  })
}

/** Judges all open pull requests anew. */
export async function githubRecheck(options: GithubOptions, terminal: Terminal): Promise<void> {
  const around = actionsEnvironment(terminal.env)
  const desk = await openDesk(options, around, terminal)
  await inWords(terminal, async () => {
    const open = await desk.github.openPullRequests(await desk.github.defaultBranch())
    const lines: string[] = []
    for (const pull of open.toSorted((a, b) => a.number - b.number)) {
      const { number } = pull
      const known = { pull, twins: twinsAmong(open, pull) }
      // What is wrong with one must not keep the others from being judged.
      const words = await judgeAndTell(desk, known, around, { write: !options.dryRun, pushed: false }).then(
        ({ sentence }) => sentence,
        (error: unknown) => {
          terminal.exitCode = 1
          return `It can't be judged. ${message(error)}`
        },
      )
      print(terminal, `#${number}  ${words}\n`)
      lines.push(`- #${number} ${plain(words)}`)
    }
    if (open.length === 0) terminal.out('No pull request is open.\n')
    else summarise(`${lines.join('\n')}\n`, around)
  })
}

/** A run that is overtaken by a push, a review or a merge judges again, so that the last word is about what is. */
const ROUNDS = 3

/** Judges an open pull request, and tells it unless it may not `write`. */
async function judgeAndTell(
  desk: PullRequestDesk,
  known: KnownPullRequest,
  { run }: ActionsEnvironment,
  { write, pushed }: { write: boolean; pushed: boolean },
): Promise<Judgement> {
  for (let now = known, round = 1; ; round++) {
    const judgement = await judgePullRequest(desk, now).catch(async (error: unknown) => {
      if (write) await tellFailure(desk.github, now.pull, error, run)
      throw error
    })
    if (!write) return judgement
    const told = await deliver(
      { ...judgement, verdict: inFolder(desk.repository, judgement.verdict) },
      { github: desk.github, run, pushed },
    )
    if (!told || round === ROUNDS) return judgement
    now = await look(desk.github, now.pull.number)
    if (!now.pull.isOpen || (await basisOf(desk, now)).basis === judgement.basis) return judgement
  }
}

/** A green status of before must not stand where nobody knows any more. */
async function tellFailure(to: Github, pull: PullRequest, error: unknown, url: string | null) {
  const description = `It can't be judged. ${message(error)}`
  await to.setStatus(pull.head.sha, STATUS, { state: 'error', description, url }).catch(() => undefined)
}

/** Why a pull request isn't judged; null: it is. */
async function unjudged(from: Github, { isOpen, base }: PullRequest): Promise<string | null> {
  if (!isOpen) return 'is no longer open.'
  // Its author may have made that branch, with a policy to their liking; and a status belongs to a commit, wherever it goes.
  const branch = await from.defaultBranch()
  return base.branch === branch ? null : `goes into ${base.branch}. The gate judges what goes into ${branch}.`
}

async function pullRequestOfRun(
  from: Github,
  { origin }: Extract<Occasion, { kind: 'workflow_run' }>,
): Promise<number | null> {
  if (!origin) return null
  const open = await from.openPullRequests(await from.defaultBranch(), origin.head)
  return open.find(({ head }) => head.repository === origin.from)?.number ?? null
}

/** What the queue is about to merge: the pull request as it is on top of those before it. */
async function judgeMergeGroup(
  { github: to, judge, repository }: PullRequestDesk,
  { base, head, branch, number }: Extract<Occasion, { kind: 'merge_group' }>,
  { dryRun, around, terminal }: GithubOptions & { around: ActionsEnvironment; terminal: Terminal },
) {
  if (branch !== (await to.defaultBranch()))
    throw new UsageError(`The queue is of ${branch}, not of the default branch.`)
  const author = number === null ? null : (await to.pullRequest(number)).author
  const reviews = number === null ? [] : await to.reviews(number)
  const set = (state: 'success' | 'failure' | 'error', description: string) =>
    dryRun ? undefined : to.setStatus(head, STATUS, { state, description, url: around.run })
  const verdict = await judge({ base, head }, authorsOf(author), reviews).catch(async (error: unknown) => {
    await set('error', `It can't be judged. ${message(error)}`)
    throw error
  })
  const sentence = gateSentence(verdict)
  await set(verdict.verdict === 'pass' ? 'success' : 'failure', sentence)
  report({ verdict, sentence, repository }, around, terminal)
  if (dryRun && verdict.verdict === 'fail') terminal.exitCode = 1
}

/** A verdict with its files named from the folder above the content. */
const inFolder = ({ path }: Repository, verdict: GateVerdict) => verdictFromAbove(basename(resolve(path)), verdict)

function report(
  { verdict, sentence, repository }: Pick<Judgement, 'verdict' | 'sentence'> & Pick<PullRequestDesk, 'repository'>,
  around: ActionsEnvironment,
  terminal: Terminal,
) {
  const named = inFolder(repository, verdict)
  print(terminal, gateText(named))
  terminal.out(githubReport(findingsOf(verdict, repository)))
  print(terminal, `${sentence}\n`)
  summarise(gateMarkdown(named), around)
}

/** Words of content: in a workflow's log a line of them could pass for a command to the runner. */
function print(terminal: Terminal, text: string) {
  const token = terminal.env['GITHUB_ACTIONS'] === 'true' ? randomUUID() : null
  terminal.out(token === null ? text : `::stop-commands::${token}\n${text}::${token}::\n`)
}

function summarise(markdown: string, { summary }: ActionsEnvironment) {
  if (summary !== null) appendFileSync(summary, markdown)
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function inWords(terminal: Terminal, run: () => Promise<unknown>) {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof GithubError)) throw error
    terminal.err(`${error.message}\n`)
    terminal.exitCode = 1
  }
}
