import { basename, resolve } from 'node:path'
import type { Github } from '#io/github'
import { GithubError, usedUp } from '#io/github-error'
import type { Repository } from '#io/git/repository'
import type { GateVerdict } from '#model/gate/verdict'
import { verdictFromAbove } from '#report/from-above'
import { deliver, STATUS } from './delivery.ts'
import {
  basisOf,
  judgePullRequest,
  look,
  type PullRequestDesk,
  type Judgement,
  type KnownPullRequest,
} from './judgement.ts'
import type { ActionsEnvironment } from './actions-environment.ts'
import { message } from './workflow-log.ts'

/** A run that is overtaken by a push, a review or a merge judges again, so that the last word is about what is. */
const ROUNDS = 3

/** Judges an open pull request, and tells it unless it may not `write`. */
export async function judgeAndTell(
  desk: PullRequestDesk,
  known: KnownPullRequest,
  { run }: ActionsEnvironment,
  { write, pushed }: { write: boolean; pushed: boolean },
): Promise<Judgement> {
  for (let now = known, round = 1; ; round++) {
    const judgement = await judgePullRequest(desk, now).catch(async (error: unknown) => {
      if (write) await tellFailure(desk.github, now.pull.head.sha, error, run)
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

/** In a status there is room for one sentence: of a limit, until when is the one that helps. */
export const whyUnjudged = (error: unknown): string =>
  error instanceof GithubError && error.usedUpUntil !== undefined
    ? usedUp(error.usedUpUntil)
    : `It can't be judged. ${message(error)}`

/** A green status of before must not stand where nobody knows any more. */
export async function tellFailure(to: Github, sha: string, error: unknown, url: string | null) {
  const description = whyUnjudged(error)
  await to.setStatus(sha, STATUS, { state: 'error', description, url }).catch(() => undefined)
}

/** A verdict with its files named from the folder above the content. */
export const inFolder = ({ path }: Repository, verdict: GateVerdict) =>
  verdictFromAbove(basename(resolve(path)), verdict)
