import { approvalOf, nothingToApprove } from './approvals.ts'
import { openerOf, type Authors } from './authors.ts'
import type { PathApproval, Settings } from './context.ts'
import { fillableSlots, type FilledSlots } from './fillable.ts'
import type { Loosening } from './looser-slos.ts'
import { rosterOf, type SeenAt } from './review-counting.ts'
import type { DecisiveReview } from './review.ts'
import { anySlots, electorateOf, leadSlots, type Electorate } from './slots.ts'
import type { Policy } from '../records/policy.ts'

export interface FilesToApprove {
  /** Files of the content folder, from there, that are approved with no change's plan. */
  files: readonly string[]
  /** What customers read of changes, whether a plan says so or not. */
  texts: readonly string[]
  /** Those of both that nobody brings alone: they take something back, or announce what was announced to nobody. */
  notAlone: ReadonlySet<string>
  /** How SLOs promise less than they did, or may: the files that make it so need a lead. */
  looser: readonly Loosening[]
  /** Of the base. */
  settings: Settings
  authors: Authors
  reviews: readonly DecisiveReview[]
  /** Whether these files were at a commit what they are now; null where the commit isn't known. */
  sameAt: (commit: string, files: string[]) => SeenAt | null
}

/**
 * Whose approvals the files beside the changes need, together where they fall under the same entry of the policy: the
 * longest that names the file or a folder above it, and of two that are equal the stricter one. What no entry names is
 * looked at by anyone in a team, under the path ''. What customers read of a change is, from a responder, like an update
 * of an incident. What a responder posts alone they don't take back alone, nor date back. SLOs that promise less need a lead, like the policy.
 */
export function pathApprovals(asked: FilesToApprove): PathApproval[] {
  const { settings, authors, reviews, sameAt, notAlone, looser } = asked
  const { teams, policy } = settings
  const electorate = electorateOf(teams, authors, null)
  const entries = entriesOf(policy.approvals.paths)
  const entryOf = (file: string) => entries.find((entry) => liesUnder(file, entry)) ?? UNNAMED
  const isPosting = isByResponders(settings, authors)
  const told = (file: string) => (isPosting ? { ...entryOf(AN_UPDATE), path: 'changes/' } : entryOf(file))
  const isFree = ({ rule }: Entry) => rule === 'none' || (rule === 'responders' && isPosting)
  const lossesBy = (file: string) => looser.filter(({ isOf }) => isOf(file))
  const groups = new Map<string, { entry: Entry; files: string[]; losses: Set<Loosening> }>()
  const add = (file: string, found: Entry, texts: boolean) => {
    const kept: Entry = isFree(found) && notAlone.has(file) ? { ...found, rule: 'any' } : found
    const losses = kept.rule === 'lead' || kept.rule === 'bot' ? [] : lossesBy(file)
    const entry: Entry = losses.length > 0 ? { ...kept, rule: 'lead' } : kept
    const key = JSON.stringify([entry.rule, entry.path, texts])
    const group = groups.get(key) ?? { entry, files: [], losses: new Set() }
    groups.set(key, group)
    group.files.push(file)
    for (const loss of losses) group.losses.add(loss)
  }
  for (const file of asked.files.toSorted()) add(file, entryOf(file), false)
  for (const file of asked.texts.toSorted()) add(file, told(file), true)
  return [...groups.values()].map(({ entry, files, losses }) => {
    const why = [...losses].flatMap((loss) => loss.why)
    const approval = isFree(entry)
      ? nothingToApprove()
      : approvalOf(slotsOf(entry.rule, electorate), reviews, {
          electorate,
          authors,
          sameAt: (commit) => sameAt(commit, files),
          asked: 'files',
        })
    return { path: entry.path, rule: entry.rule, files, approval, ...(why.length > 0 ? { why } : {}) }
  })
}

interface Entry {
  path: string
  rule: PathApproval['rule']
  /** The path by its parts, without dots and empty ones. */
  parts: string[]
  /** Whether it names a file, and no folder: what lies below one of that name isn't named by it. */
  isFile: boolean
}

const BOT: Entry = { path: 'approvals/', rule: 'bot', parts: ['approvals'], isFile: false }
/** Where updates of incidents lie, whatever they are called. */
const AN_UPDATE = 'incidents/'
const UNNAMED: Entry = { path: '', rule: 'any', parts: [], isFile: false }

/** The entries in the order in which they are tried. */
function entriesOf({ lead, any, responders, none }: Policy['approvals']['paths']): Entry[] {
  const entry = (rule: Entry['rule']) => (path: string) => ({
    path,
    rule,
    parts: partsOf(path),
    // What needs nobody is no wider than it says; the others may be, and ask somebody.
    isFile: rule === 'none' && partsOf(path).length > 0 && !path.endsWith('/'),
  })
  const strictestFirst: Entry[] = [
    ...lead.map(entry('lead')),
    ...any.map(entry('any')),
    ...responders.map(entry('responders')),
    ...none.map(entry('none')),
  ]
  return [BOT, ...strictestFirst.toSorted((a, b) => b.parts.length - a.parts.length)]
}

const partsOf = (path: string): string[] =>
  oneCase(path)
    .split('/')
    .filter((part) => part !== '' && part !== '.')

/** Where a check-out takes `Teams/` for `teams/`, it is what it is taken for. */
const oneCase = (path: string): string => path.normalize('NFC').toLowerCase()

function liesUnder(file: string, { parts, isFile }: Entry): boolean {
  const above = oneCase(file).split('/')
  if (isFile && above.length !== parts.length) return false
  return parts.every((part, index) => above[index] === part)
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

function slotsOf(rule: Entry['rule'], electorate: Electorate): FilledSlots {
  // Nobody may fill it: what only the bot writes comes by no pull request.
  if (rule === 'bot') return { slots: [{ kind: 'any', team: null, who: [] }], fallen: [] }
  return fillableSlots(rule === 'lead' ? leadSlots(1, electorate) : anySlots(1, electorate), electorate)
}
