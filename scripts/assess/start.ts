import { basename, resolve } from 'node:path'
import { readContent } from '#io/catalog-reader'
import { diagnose } from '#io/diagnose'
import { publicFiles, recordOf } from '#io/gate-reader'
import { outlineOf } from '#io/markdown'
import { changeApproval } from '#model/gate/approvals'
import { conflictsAmong } from '#model/change/conflicts'
import type { Change } from '#model/records/change'
import { freezesMet } from '#model/change/freezes'
import type { GateContext, Judged, Settings } from '#model/gate/context'
import { idInName } from '#model/records/content-layout'
import { link, tiersOf } from '#model/links'
import { planDigest } from '#model/change/plan-digest'
import { riskOf } from '#model/change/risk'
import type { Instant } from '#model/time'
import { judgeGate } from '#rules/judge'
import { judgeContent } from './content.ts'
import type { PullRequestAssessment } from './pull-request.ts'

/** Judges whether one change may start now, as the content folder has it. Null where there is no such change. */
export function assessStart(
  folder: string,
  id: string,
  now: Instant | null,
  clock: () => Instant,
): PullRequestAssessment | null {
  const content = readContent(folder, now, clock)
  const { catalog } = content
  const name = basename(resolve(folder))
  const problems = [...content.problems, ...judgeContent(content)]
  const [change, ...others] = catalog.changes.filter((one) => one.id === id)
  if (!change && !catalog.broken.change?.includes(id)) return null
  // Also those that only call themselves so: where an id stands twice, nobody knows which one is meant.
  const named = content.paths.filter((path) => path.startsWith('changes/') && idInName(path.split('/')[2] ?? '') === id)
  const own = new Set([...named, ...[change, ...others].flatMap((one) => one?.file ?? [])].map(recordOf))
  own.delete(null)
  const links = link(catalog)
  const settings: Settings = {
    policy: catalog.policy,
    teams: catalog.teams,
    freezes: catalog.freezes,
    change_templates: catalog.change_templates,
    owners: new Map(catalog.services.map((service) => [service.id, service.team])),
  }
  const context: GateContext = {
    mode: 'start',
    head: catalog,
    links,
    settings,
    judged: change ? [judged(change, content.texts)] : [],
    paths: [],
    removed: [],
    author: null,
    now: catalog.now,
  }

  function judged(one: Change, texts: ReadonlyMap<string, string>): Judged {
    const risk = riskOf(one, tiersOf(links, one), catalog.policy.risk)
    const freezes = freezesMet(one, catalog.freezes, { before: one, now: catalog.now, merging: false })
    const recorded = catalog.approvals.find(({ change: of }) => of === one.id)
    const approval = changeApproval({
      change: one,
      before: null,
      samePlan: false,
      risk,
      settings,
      freezes,
      author: null,
      // A recorded approval is of a plan, where a review is of a commit.
      reviews: (recorded?.approvals ?? []).map(({ by, at }) => ({
        by,
        at,
        state: 'approved' as const,
        commit: recorded?.plan ?? null,
      })),
      digest: planDigest(one, outlineOf(one.body), publicFiles(one, texts)),
      digestAt: (plan) => plan,
    })
    return {
      change: one,
      before: one,
      risk,
      // Where nobody records approvals, the merge that made it approved has asked for them.
      approval: { ...approval, later: approval.later || !recorded },
      freezes,
      conflicts: conflictsAmong(catalog.changes, catalog.services, new Set([one.id])),
    }
  }

  const found = judgeGate(context)
  return {
    context,
    outer: diagnose(
      problems.filter(({ at }) => own.has(recordOf(at.file))),
      content.texts,
      name,
    ),
    byChange: new Map([[id, diagnose(found, content.texts, name)]]),
    before: catalog,
    after: catalog,
    files: content.paths.length,
  }
}
