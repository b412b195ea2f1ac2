import type { SourceDocument } from '#model/source-document'
import type { SourceProblem } from '../statuspage/format.ts'
import { readConfig, type LocatedDocument, type UpptimeConfig } from './config.ts'
import { readHistory, type SiteHistory } from './history.ts'
import { readIssues, type UpptimeIssue } from './issues.ts'

/** The parts of an Upptime as they were read, each null where there is none. */
export interface UpptimeParts {
  config: LocatedDocument | 'unreadable' | null
  /** The log of `history/*.yml`, oldest commit first. */
  log: string | null
  issues: { file: string; documents: SourceDocument[] } | null
}

/** All that is known of an Upptime. */
export interface UpptimeSource {
  config: UpptimeConfig | null
  /** By slug. */
  histories: ReadonlyMap<string, SiteHistory>
  /** Oldest first; null: the source has none, and every outage speaks for itself. */
  issues: readonly UpptimeIssue[] | null
  /** The file that the issues come from. */
  issuesFile: string
}

/** Makes sense of the parts. What is wrong with one of them leaves the others as they are. */
export function gatherUpptime({ config, log, issues }: UpptimeParts): {
  /** Null where there is a configuration that can't be read: it says whose records these are. */
  source: UpptimeSource | null
  problems: SourceProblem[]
  /** What may be missing without being wrong. */
  hints: string[]
} {
  const given = config === 'unreadable' ? null : config
  const configured = given === null ? { config: null, problems: [] } : readConfig(given)
  const watched = log === null ? { histories: new Map<string, SiteHistory>(), problems: [] } : readHistory(log)
  const reported = issues === null ? null : readIssues(issues.documents)
  const source: UpptimeSource = {
    config: configured.config,
    histories: watched.histories,
    issues: reported?.issues ?? null,
    issuesFile: issues?.file ?? '',
  }
  const problems = [...configured.problems, ...watched.problems, ...(reported?.problems ?? [])]
  const isUnreadable = config !== null && configured.config === null
  return {
    source: isUnreadable ? null : source,
    problems,
    hints: issues === null ? [] : hintsOf(issues.documents.length),
  }
}

/** `gh issue list` stops at 30 and a page of the REST API holds 30 or 100, unless they are asked for more. */
const hintsOf = (issues: number): string[] =>
  issues === 30 || issues === 100
    ? [`There are exactly ${issues} issues in the source, which is where a list that isn't asked for more is cut off.`]
    : []

/** Whether there is nothing in it that could be imported. */
export const isNothing = ({ config, histories, issues }: UpptimeSource): boolean =>
  (config === null || config.sites.length === 0) && histories.size === 0 && (issues ?? []).length === 0
