import { anySlots, leadSlots, type LeftOut } from './slots.ts'
import { approvalOf, nothingToApprove } from './approvals.ts'
import { openerOf, type Authors } from './authors.ts'
import type { PathApproval, Settings, ApprovalSlot } from './context.ts'
import type { Policy } from '../records/policy.ts'
import { rosterOf } from './review-counting.ts'
import type { DecisiveReview } from './review.ts'
import type { Team } from '../records/team.ts'

export interface FilesToApprove {
  /** Files of the content folder, from there, that are approved with no change's plan. */
  files: readonly string[]
  /** Of the base. */
  settings: Settings
  authors: Authors
  reviews: readonly DecisiveReview[]
  /** Whether these files were the same at a commit as they are now; null where the commit isn't known. */
  sameAt: (commit: string, files: string[]) => boolean | null
}

/** What writes `approvals/`. */
export const isBot = (author: string | null): boolean => author?.toLowerCase() === 'github-actions[bot]'

/**
 * Whose approvals the files beside the changes need, together where they fall under the same entry of the policy: the
 * longest that names the file or a folder above it, and of two that are equal the stricter one. What no entry names,
 * such as `site.yaml`, is looked at by anyone in a team, under the path ''. What customers read of a change is, from a
 * responder, like an update of an incident.
 */
export function pathApprovals({ files, settings, authors, reviews, sameAt }: FilesToApprove): PathApproval[] {
  const entries = entriesOf(settings.policy.approvals.paths)
  const entryOf = (file: string) => entries.find((entry) => liesUnder(file, entry)) ?? UNNAMED
  const asIncident = { ...entryOf(AN_UPDATE), path: 'changes/' }
  const isPosting = isByResponders(settings, authors)
  const groups = Map.groupBy(files.toSorted(), (file) =>
    isPosting && file.startsWith('changes/') ? asIncident : entryOf(file),
  )
  return [...groups].map(([{ path, rule }, group]) => {
    const { teams } = settings
    const counting = { teams, authors, implementer: null, sameAt: (commit: string) => sameAt(commit, group) }
    const approval = isFree(rule, settings, authors)
      ? nothingToApprove()
      : approvalOf(slotsOf(rule, teams, authors), reviews, counting)
    return { path, rule, files: group, approval }
  })
}

interface Entry {
  path: string
  rule: PathApproval['rule']
  /** The path by its parts, without dots and empty ones. */
  parts: string[]
}

const BOT: Entry = { path: 'approvals/', rule: 'bot', parts: ['approvals'] }
/** Where updates of incidents lie, whatever they are called. */
const AN_UPDATE = 'incidents/'
const UNNAMED: Entry = { path: '', rule: 'any', parts: [] }

/** The entries in the order in which they are tried. */
function entriesOf({ lead, any, responders }: Policy['approvals']['paths']): Entry[] {
  const entry = (rule: Entry['rule']) => (path: string) => ({ path, rule, parts: partsOf(path) })
  const strictestFirst: Entry[] = [
    ...lead.map(entry('lead')),
    ...any.map(entry('any')),
    ...responders.map(entry('responders')),
  ]
  return [BOT, ...strictestFirst.toSorted((a, b) => b.parts.length - a.parts.length)]
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.')

function liesUnder(file: string, { parts }: Entry): boolean {
  const above = file.split('/')
  return parts.every((part, index) => above[index] === part)
}

function isFree(rule: Entry['rule'], settings: Settings, authors: Authors): boolean {
  if (rule === 'bot') return isBot(openerOf(authors))
  return rule === 'responders' && isByResponders(settings, authors)
}

/**
 * Whether a responder opened it, and nobody else is known to have written along: what a stranger has put onto a
 * responder's branch is a stranger's. An account of an app writes for who opened it.
 */
function isByResponders({ policy, teams }: Settings, authors: Authors): boolean {
  if (openerOf(authors) === null) return false
  const { responders } = policy
  const may = responders === 'all' ? teams : teams.filter(({ id }) => responders.includes(id))
  const roster = rosterOf(may)
  return authors.every((one, index) => roster.has(one.toLowerCase()) || (index > 0 && one.endsWith('[bot]')))
}

function slotsOf(rule: Entry['rule'], teams: readonly Team[], leftOut: LeftOut): ApprovalSlot[] {
  // Nobody may fill it: what only the bot writes is not approved by people.
  if (rule === 'bot') return [{ kind: 'any', team: null, who: [] }]
  return rule === 'lead' ? leadSlots(1, teams, leftOut) : anySlots(1, teams, leftOut)
}
