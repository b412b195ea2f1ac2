import { basename, resolve } from 'node:path'
import { openRemote } from '#io/git/remote'
import { GitlabError, readMergeRequest, type MergeRequest } from '#io/gitlab'
import { assessPullRequest } from '#assess/pull-request'
import { authorsOf } from '#model/gate/authors'
import { reviewsOfApprovals } from '#model/gate/gitlab-approvals'
import { verdictOf } from '#model/gate/verdict'
import { verdictFromAbove } from '#report/from-above'
import { gateText } from '#report/gate/terminal'
import { rangeOf } from '../gate.ts'
import { neededRepository } from '../needed-repository.ts'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { mergeRequestPipeline } from './pipeline.ts'

export interface GitlabOptions extends CommonOptions {
  mr?: number
}

/** Judges the merge request that a pipeline runs for: the job is the verdict. Whatever can't be told lets nothing through. */
export async function gitlabGate(options: GitlabOptions, terminal: Terminal): Promise<void> {
  const { access, iid, head } = mergeRequestPipeline(terminal.env, options.mr ?? null)
  const folder = contentFolder(options, terminal)
  const repository = await neededRepository(folder, 'The gate')
  const merge = await readMergeRequest(access, iid).catch((error: unknown) => {
    throw error instanceof GitlabError ? new UsageError(error.message) : error
  })
  if (!merge.isOpen) throw new UsageError(`!${iid} isn't open.`)
  // A pipeline belongs to a commit: green, it would let in what it never saw.
  if (head !== null && head !== merge.head)
    throw new UsageError(`!${iid} has moved on to ${merge.head.slice(0, 8)}, whose own pipeline judges it.`)
  const remote = openRemote(folder, null)
  const base = await remote.tip(merge.target)
  if (base === null) throw new UsageError(`The branch ${merge.target} that !${iid} goes into isn't there.`)
  const { reviews, unplaced } = reviewsOfApprovals(merge.approvals, merge.versions)
  await remote.fetch([base, merge.head, ...reviews.flatMap(({ commit_id }) => commit_id ?? [])])
  const objections = merge.objectors.map((login) => ({
    user: { login },
    state: 'changes_requested' as const,
    commit_id: merge.head,
  }))
  const range = await rangeOf(repository, base, merge.head)
  const verdict = verdictOf(
    await assessPullRequest(
      repository,
      { ...range, authors: writersOf(merge, iid, terminal), reviews: [...reviews, ...objections] },
      options.now ?? null,
      clock,
    ),
  )
  terminal.out(gateText(verdictFromAbove(basename(resolve(folder)), verdict)))
  for (const by of unplaced)
    terminal.err(
      `${by} approved within seconds of a push, or before the first: of which commit can't be told, so it counts for none. Have it taken back and given again.\n`,
    )
  if (verdict.verdict === 'fail') terminal.exitCode = 1
}

/** Who opened it and who wrote its commits. Whose a commit is that bears nobody's address isn't known: that is said. */
function writersOf({ author, commits, head }: MergeRequest, iid: number, { err }: Terminal) {
  // GitLab lists none of a branch that the token can't see.
  if (!commits.some(({ sha }) => sha === head))
    throw new UsageError(
      `GitLab doesn't list the commits of !${iid}, so who wrote them isn't known: has the token the scope read_api, and is its branch one of this project?`,
    )
  const unknown = [...new Set(commits.filter((one) => one.author === null).map(({ name }) => JSON.stringify(name)))]
  if (unknown.length > 0)
    err(
      `No account on GitLab has the address that commits of ${unknown.slice(0, 3).join(', ')} bear. Who wrote them and approves, too, isn't known for it: look who it was.\n`,
    )
  return authorsOf(
    author,
    commits.flatMap((one) => one.author ?? []),
  )
}
