import { openGithub, type Github } from '#io/github'
import type { PullRequest } from '#io/github-pulls'
import { isPlainMerge } from '#io/git/plain-merge'
import type { Repository } from '#io/git/repository'
import { openRemote, type Remote } from '#io/git/remote'
import type { Diagnostic } from '#model/diagnostic'
import { authorsOf, type Authors } from '#model/gate/authors'
import { verdictOf, type GateVerdict } from '#model/gate/verdict'
import type { Review } from '#model/gate/review'
import { forgeFile } from '#report/forge-file'
import { fromAbove } from '#report/from-above'
import { gateSentence } from '#report/gate/sentence'
import { assessPullRequest } from '#assess/pull-request'
import { rangeOf } from '../gate.ts'
import type { ActionsEnvironment } from './actions-environment.ts'
import { neededRepository } from '../needed-repository.ts'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'

/** All that a pull request is judged with. */
export interface PullRequestDesk {
  github: Github
  repository: Repository
  remote: Remote
  /** Where GitHub shows a file of the content folder as a commit has it. */
  fileUrl: (commit: string, file: string) => string
  judge: (range: { base: string; head: string }, authors: Authors, reviews: readonly Review[]) => Promise<GateVerdict>
}

export async function openDesk(
  options: CommonOptions,
  around: ActionsEnvironment,
  terminal: Terminal,
): Promise<PullRequestDesk> {
  const { repository: name, server, token } = around
  const folder = contentFolder(options, terminal)
  const repository = await neededRepository(folder, 'The gate')
  const remote = openRemote(folder, { server, token })
  return {
    github: await openGithub(around),
    repository,
    remote,
    fileUrl: (commit, file) => forgeFile({ repository: `${server}/${name}`, commit, folder: repository.folder }, file),
    judge: async ({ base, head }, authors, reviews) => {
      // As data alone: nothing of a pull request is ever checked out.
      await remote.fetch([base, head, ...reviews.flatMap(({ commit_id }) => commit_id ?? [])])
      const range = await rangeOf(repository, base, head)
      return verdictOf(await assessPullRequest(repository, { ...range, authors, reviews }, options.now ?? null, clock))
    },
  }
}

/** A pull request, and what the gate says of it. */
export interface Judgement {
  pull: PullRequest
  verdict: GateVerdict
  /** What stands in the way besides, in a sentence. */
  obstacle: string | null
  /** What a reviewer has to know besides, in a sentence. */
  caveat: string | null
  passes: boolean
  /** The verdict in one sentence of plain words. */
  sentence: string
  /** What it was judged by: while this stays, so does the verdict. */
  basis: string
  /** Where GitHub shows a file of the content folder as the pull request has it. */
  fileUrl: (file: string) => string
}

/** What is known of a pull request from a list. */
export interface KnownPullRequest {
  pull: PullRequest
  /** Other open ones that go to the same place with the same commit. */
  twins: number[]
}

/** Judges a pull request as it is now, against what it goes into as that is now. */
export async function judgePullRequest(desk: PullRequestDesk, known: KnownPullRequest): Promise<Judgement> {
  const { pull, twins } = known
  const { reviews, tip, basis } = await basisOf(desk, known)
  const { authors, caveat } = await writersOf(desk, pull, tip)
  const verdict = await desk.judge({ base: tip, head: pull.head.sha }, authors, reviews)
  const obstacle = twins.length === 0 ? null : sameCommit([pull.number, ...twins])
  const sentence = obstacle ?? gateSentence(verdict).replaceAll(/\s+/g, ' ')
  const passes = verdict.verdict === 'pass' && obstacle === null
  const fileUrl = (file: string) => desk.fileUrl(pull.head.sha, file)
  return { pull, verdict, obstacle, caveat, passes, sentence, basis, fileUrl }
}

/**
 * Who wrote a pull request. Bringing a branch up to date writes nothing: that merge is git's own work, whoever asked for
 * it. A commit whose author no account has may be anybody's, a reviewer's too: that is said.
 */
export async function writersOf(
  { github, remote, repository }: PullRequestDesk,
  { number, author, head }: PullRequest,
  base: string,
): Promise<{ authors: Authors; caveat: string | null }> {
  const commits = await github.commits(number, base, head.sha)
  if (commits.some(({ parents }) => parents.length > 1)) await remote.fetch([head.sha])
  const writers: typeof commits = []
  for (const one of commits) if (!(await isPlainMerge(repository.path, one))) writers.push(one)
  const unknown = [...new Set(writers.filter((one) => one.author === null).map(({ name }) => name))]
  return {
    authors: authorsOf(
      author,
      writers.flatMap((one) => one.author ?? []),
    ),
    caveat: unknown.length === 0 ? null : nobodys(unknown),
  }
}

/** A commit bears a name of any length: the sentence around it has to be read to its end. */
const cutName = (name: string): string => {
  const letters = [...name]
  return letters.length <= 40 ? name : `${letters.slice(0, 39).join('')}…`
}

function nobodys(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => JSON.stringify(cutName(name)))
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : ''
  return `No account on GitHub has the address that commits of ${shown.join(', ')}${more} bear. Who wrote them and reviews, too, isn't known for it: look who it was.`
}

/**
 * A status belongs to a commit: with two pull requests of one commit, the one's approvals would let the other in. The
 * same words for each, for they share the status.
 */
function sameCommit(numbers: readonly number[]): string {
  const names = numbers.toSorted((a, b) => a - b).map((number) => `#${number}`)
  return `Not yet: pull requests ${names.join(' and ')} have the same commit as their head; close all but one.`
}

/** A pull request as it is now. */
export async function look(github: Github, number: number): Promise<KnownPullRequest> {
  const pull = await github.pullRequest(number)
  return { pull, twins: twinsAmong(await github.pullRequestsOf(pull.head.sha), pull) }
}

export const twinsAmong = (pulls: readonly PullRequest[], { number, head, base }: PullRequest): number[] =>
  pulls
    .filter((one) => one.isOpen && one.number !== number)
    .filter((one) => one.head.sha === head.sha && one.base.branch === base.branch)
    .map((one) => one.number)

/** What a verdict depends on besides the clock: while this stays, so does the verdict. */
export async function basisOf({ github, remote }: PullRequestDesk, { pull, twins }: KnownPullRequest) {
  const reviews = await github.reviews(pull.number)
  const tip = await remote.tip(pull.base.branch)
  if (tip === null) throw new Error(`The branch ${pull.base.branch} that #${pull.number} goes into isn't there.`)
  return { reviews, tip, basis: JSON.stringify([pull.head.sha, pull.isOpen, pull.author, tip, twins, reviews]) }
}

/** Findings with files named from the top of the repository, as GitHub has them. */
export const findingsOf = (verdict: GateVerdict, { folder }: Pick<Repository, 'folder'>): Diagnostic[] =>
  fromAbove(folder, [...verdict.outer, ...verdict.changes.flatMap(({ diagnostics }) => diagnostics)])
