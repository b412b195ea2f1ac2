import type { Diagnostic } from '#model/diagnostic'
import { kindAt } from '#model/records/content-layout'
import { idInAddress } from '#model/records/runbook-of-alert'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import { some, type Some } from '../rows.ts'
import { hidesAlerts } from '../runbook-hidden.ts'
import type { Fired } from './rules.ts'

/* What the page of an alert can't know, for files that may say it can't be read. */

/** A file of rules that can't be read whole: something may be missing. */
export interface UnreadRules {
  file: string
  /** The first of what is wrong in it. */
  line: number
  message: string
  more: number
}

const MOST_FILES = 5
const MOST_RUNBOOKS = 10

/** What is the same for every alert: looked for once, however many there are. */
interface Unread {
  /** Files of rules with a mistake. */
  rules: string[]
  /** Runbooks with a mistake of which no alert could be read. A file that nothing could be read of has no page. */
  mayBeIt: Some<PageReference>
  /** By the ids that addresses have, the files of runbooks that nothing could be read of. */
  lost: Map<string, string>
}

const known = new WeakMap<Ops, Unread>()

function unreadIn(ops: Ops): Unread {
  const found = known.get(ops) ?? findUnread(ops)
  known.set(ops, found)
  return found
}

function findUnread({ errorsOf, catalog }: Ops): Unread {
  const ofKind = (kind: string) => [...errorsOf].filter(([file]) => kindAt(file) === kind)
  const runbooks = ofKind('runbook')
  const read = new Map(runbooks.length === 0 ? [] : catalog.runbooks.map((one) => [one.file, one]))
  const hiding = runbooks.flatMap(([file, errors]): PageReference[] => {
    if (!errors.some(hidesAlerts)) return []
    const runbook = read.get(file)
    if (!runbook) return [{ id: file, title: null, page: null }]
    return runbook.alerts.length > 0 || runbook.aliases.length > 0 ? [] : [refer('runbook', runbook.id, runbook)]
  })
  const lost = runbooks.flatMap(([file]) => (read.has(file) ? [] : [[idInAddress(`file:///${file}`), file] as const]))
  return {
    rules: ofKind('alert').map(([file]) => file),
    mayBeIt: some(hiding, MOST_RUNBOOKS, (one) => one),
    // The first file has an id that two ask for.
    lost: new Map(lost.toReversed()),
  }
}

/** Rules that were read stand in a file with a mistake, or no rule was read, and a file with one may have it. */
export function unreadRules(ops: Ops, rules: readonly Fired[], isOfSlo: boolean): Some<UnreadRules> {
  const files =
    rules.length > 0 ? [...new Set(rules.map(({ alert }) => alert.file))] : isOfSlo ? [] : unreadIn(ops).rules
  const faulty = files.flatMap((file): [string, Diagnostic[]][] => {
    const errors = ops.errorsOf.get(file)
    return errors ? [[file, errors]] : []
  })
  return some(faulty, MOST_FILES, ([file, [first, ...more]]) => ({
    file,
    line: first?.line ?? 1,
    message: first?.message ?? '',
    more: more.length,
  }))
}

/** Runbooks with a mistake that may be that of an alert which none names. */
export const mayBeIt = (ops: Ops): Some<PageReference> => unreadIn(ops).mayBeIt

/** A rule may lead to a file that nothing could be read of: whichever other runbook names its alert, that one is meant. */
export function brokenRunbookOf(ops: Ops, rules: readonly Fired[]): string | null {
  const { lost } = unreadIn(ops)
  if (lost.size === 0) return null
  const ids = rules.map(({ alert }) => idInAddress(alert.runbook_url)).filter((id) => id !== '')
  return ids.map((id) => lost.get(id)).find((file) => file !== undefined) ?? null
}
