import type { Github } from '#io/github'
import type { PullRequest } from '#io/github-pulls'
import { gateMarkdown } from '#report/gate/markdown'
import { gateSentence } from '#report/gate/sentence'
import { gateText } from '#report/gate/terminal'
import { githubReport } from '#report/github'
import { STATUS } from './delivery.ts'
import { inFolder, judgeAndTell, tellFailure, whyUnjudged } from './judge-and-tell.ts'
import { findingsOf, look, openDesk, writersOf, type PullRequestDesk, type Judgement } from './judgement.ts'
import { authorsOf } from '#model/gate/authors'
import { inWords, print, summarise } from './workflow-log.ts'
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
      : { kind: 'pull_request', number: options.pr, head: null, mayWrite: true, pushed: false }
  const desk = await openDesk(options, around, terminal)
  await inWords(terminal, around, async () => {
    if (event.kind === 'merge_group') return judgeMergeGroup(desk, event, { ...options, around, terminal })
    const mayWrite = event.kind === 'workflow_run' || event.mayWrite
    const { pushed, head } = event
    const found = await find(desk.github, event).catch(async (error: unknown) => {
      if (head !== null && mayWrite && !options.dryRun) await tellFailure(desk.github, head, error, around.run)
      throw error
    })
    if (found === null) return print(terminal, 'The pull request of that run is no longer open.\n')
    const { known, why } = found
    const { number } = known.pull
    if (why !== null) return print(terminal, `#${number} ${why}\n`)
    const judgement = await judgeAndTell(desk, known, around, { write: mayWrite && !options.dryRun, pushed })
    report({ ...judgement, repository: desk.repository }, around, terminal)
    if (judgement.caveat !== null) print(terminal, `${judgement.caveat}\n`)
    if (!mayWrite)
      terminal.out('The token of this run only reads: another workflow judges it anew, and tells it there.\n')
    if (options.dryRun && !judgement.passes) terminal.exitCode = 1
  })
}

/** The pull request of an event, and why it isn't judged; null: it is gone. */
async function find(from: Github, event: Exclude<Occasion, { kind: 'merge_group' }>) {
  const number = event.kind === 'workflow_run' ? await pullRequestOfRun(from, event) : event.number
  if (number === null) return null
  const known = await look(from, number)
  return { known, why: await unjudged(from, known.pull) }
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
  desk: PullRequestDesk,
  { base, head, branch, number }: Extract<Occasion, { kind: 'merge_group' }>,
  { dryRun, around, terminal }: GithubOptions & { around: ActionsEnvironment; terminal: Terminal },
) {
  const { github: to, repository } = desk
  if (branch !== (await to.defaultBranch()))
    throw new UsageError(`The queue is of ${branch}, not of the default branch.`)
  const set = (state: 'success' | 'failure' | 'error', description: string) =>
    dryRun ? undefined : to.setStatus(head, STATUS, { state, description, url: around.run })
  const judge = async () => {
    if (number === null) return desk.judge({ base, head }, authorsOf(null), [])
    const pull = await to.pullRequest(number)
    const { authors } = await writersOf(desk, pull, base)
    return desk.judge({ base, head }, authors, await to.reviews(number))
  }
  const verdict = await judge().catch(async (error: unknown) => {
    await set('error', whyUnjudged(error))
    throw error
  })
  const sentence = gateSentence(verdict)
  await set(verdict.verdict === 'pass' ? 'success' : 'failure', sentence)
  report({ verdict, sentence, repository }, around, terminal)
  if (dryRun && verdict.verdict === 'fail') terminal.exitCode = 1
}

function report(
  { verdict, sentence, repository }: Pick<Judgement, 'verdict' | 'sentence'> & Pick<PullRequestDesk, 'repository'>,
  around: ActionsEnvironment,
  terminal: Terminal,
) {
  const named = inFolder(repository, verdict)
  print(terminal, gateText(named))
  ;(terminal.toRunner ?? terminal.out)(githubReport(findingsOf(verdict, repository)))
  print(terminal, `${sentence}\n`)
  summarise(gateMarkdown(named), around)
}
