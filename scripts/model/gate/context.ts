import type { Catalog } from '../catalog.ts'
import type { Authors } from './authors.ts'
import type { BudgetState } from './error-budgets.ts'
import type { Conflict } from '../change/conflicts.ts'
import type { FreezeMet } from '../change/freezes.ts'
import type { Change } from '../records/change.ts'
import type { Environments } from '../change/environment.ts'
import type { Finding, Problem } from '../diagnostic.ts'
import type { Freeze } from '../records/freeze.ts'
import type { Links } from '../links.ts'
import type { Policy } from '../records/policy.ts'
import type { Risk } from '../change/risk.ts'
import type { Team } from '../records/team.ts'
import type { ChangeTemplate } from '../records/template.ts'
import type { Instant } from '../time.ts'
import type { GivenBack } from '../slo/given-back.ts'
import type { Unreadable, WhileUnreadable } from './settings-files.ts'
import type { UnknownRecord } from './unknown-changes.ts'

/*
 * What the gate looks at, worked out once for all its rules. Everything is data: commits, reviews and the clock have
 * been read before.
 */

/**
 * What settles who may do what: of the base of a pull request, so that it can't grant itself anything.
 */
export interface Settings {
  policy: Policy
  teams: readonly Team[]
  freezes: readonly Freeze[]
  change_templates: readonly ChangeTemplate[]
  /** By service, the team that owns it: as on the base, and for new services as on the head. */
  owners: ReadonlyMap<string, string>
  /** The environments that are known: by the policy, else by what was approved on the base. */
  environments: Environments
}

/** A change that a pull request adds, edits or removes, or the one that is about to be carried out. */
export interface Judged {
  /** As on the head. */
  change: Change
  /** As on the base; null where it is new, or couldn't be read. */
  before: Change | null
  /** Whether it was there and couldn't be read, or not all of it. */
  mended: boolean
  risk: Risk | null
  approval: ApprovalState
  /** Hard and soft freezes of the base that its window meets, and what they do to it. */
  freezes: readonly FreezeMet[]
  /** What it collides with. */
  conflicts: readonly Conflict[]
  /** The error budgets that it answers to, as on the base, and what they do to it. */
  budget: BudgetState
}

/** Whose approvals a change needs, and what came in. */
export interface ApprovalState {
  /** Whether anything is to be approved: its status asks for it, and this plan hasn't been approved before. */
  required: boolean
  /** Whether what is to be approved is that a change which was approved no longer is. */
  withdraws: boolean
  /** May come afterwards: of an emergency. */
  later: boolean
  slots: ApprovalSlot[]
  /** Reviews that count, by handle. */
  given: string[]
  /** Reviews that don't, with the reason, newest first. */
  void: { by: string; why: VoidReason }[]
  /** Slots that nobody fills. */
  missing: ApprovalSlot[]
  /** What the policy asks for and nobody is left to give. */
  fallen: Fallen[]
  /** Who asks for changes, of those whose approval would fill a slot; by handle. */
  objections: string[]
}

/** A slot that nobody is left for who might fill it: anyone else does, or nobody has to. */
export interface Fallen {
  slot: ApprovalSlot
  to: 'anyone' | 'nobody'
}

/** One approval that is needed, and who may give it. */
export interface ApprovalSlot {
  kind: 'any' | 'service_team' | 'other_team' | 'lead'
  /** The id of the team, for `service_team`. */
  team: string | null
  /** For `other_team`: ids of the teams that it is not from. Empty or left out: any other person will do. */
  besides?: string[]
  /** Who may fill it, by handle; the author and, from high risk up, the implementer are left out. */
  who: string[]
}

export type VoidReason =
  | 'other_status'
  | 'author'
  | 'implementer'
  | 'no_team'
  | 'changes_requested'
  | 'dismissed'
  | 'other_plan'
  | 'unknown_commit'

/** What a gate rule may look at. */
export interface GateContext {
  /** merge: judging a pull request; start: "may I start?", right before execution. */
  mode: 'merge' | 'start'
  head: Catalog
  links: Links
  settings: Settings
  judged: readonly Judged[]
  /** Files of the pull request beside its changes, with the approvals that they need. Empty in `start`. */
  paths: readonly PathApproval[]
  /** Files of settings that can't be read, and what may be done all the same. */
  unreadable: { files: readonly Unreadable[]; meanwhile: WhileUnreadable }
  /** Whether the base has no team, so that those of the head count. */
  isFirst: boolean
  /** Changes that can't be read and that the pull request doesn't touch. */
  unknown: readonly UnknownRecord[]
  /** The same of incidents that may be open. */
  unknown_incidents: readonly UnknownRecord[]
  /** Files of incidents and measurements that can't be read, of those that error budgets are worked out from. */
  unknown_spending: readonly string[]
  /** Error budgets of which more would be left than on the base, by the same targets. Empty in `start`. */
  given_back: readonly GivenBack[]
  /** Files that git can't merge, by their paths. Empty in `start`. */
  unmerged: readonly string[]
  /** Ids of changes that were there on the base and aren't on the head, with the status that they had. */
  removed: readonly { id: string; file: string; status: Change['status'] }[]
  /** Of the pull request; in `start` of the one that the approval which is recorded was given in, none where there is none. */
  authors: Authors
  now: Instant
}

/** Files of a pull request that are approved together. */
export interface PathApproval {
  /** The path of `approvals.paths` that they lie under; `approvals/` for what only the bot may write. */
  path: string
  rule: 'lead' | 'any' | 'responders' | 'none' | 'bot'
  /** From the content folder. */
  files: string[]
  /** Why it is a lead whom they need, where the policy asks for less: sentences in which `…` stands for code. */
  why?: readonly string[]
  approval: ApprovalState
}

/** A finding about a change of the pull request, so that the report can put it under that change. */
export interface GateProblem extends Problem {
  /** The id of the change; null for what is about other files. */
  change: string | null
}
export interface GateFinding extends Finding {
  change: string | null
}
