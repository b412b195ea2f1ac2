import { union, type Interval } from '#model/interval'
import type { SourceProblem } from '../statuspage/format.ts'
import type { UpptimeIssue } from './issues.ts'
import type { Sites, WatchedSite } from './sites.ts'
import { readWindow, type AnnouncedWindow } from './window.ts'
import { groupByEach } from '#model/grouping'

/** An issue that announces maintenance, with what it says. */
export interface Announced {
  issue: UpptimeIssue
  window: AnnouncedWindow
  /** What it expects to be down or slow. */
  sites: WatchedSite[]
  /** What it expects but nobody watches. */
  unknown: string[]
}

/** Reads the maintenances among issues; one without a window is a problem. */
export function readAnnounced(
  issues: readonly UpptimeIssue[],
  sites: Sites,
  file: string,
): { announced: Announced[]; problems: SourceProblem[] } {
  const announced: Announced[] = []
  const problems: SourceProblem[] = []
  for (const issue of issues) {
    const window = readWindow(issue.body, issue.opened)
    if ('error' in window)
      problems.push({ file, line: issue.line, record: `issue #${issue.number}`, message: window.error })
    else {
      const found = window.expected.map((slug) => ({ slug, site: sites.of(slug) }))
      const unknown = found.flatMap(({ slug, site }) => (site ? [] : [slug]))
      announced.push({ issue, window, sites: found.flatMap(({ site }) => site ?? []), unknown })
    }
  }
  return { announced, problems }
}

/** When each site was expected to be in trouble, by slug. */
export function expectedTimes(announced: readonly Announced[]): Map<string, Interval[]> {
  const bySite = groupByEach(announced, ({ sites }) => sites.map(({ slug }) => slug))
  const timeOf = ({ window }: Announced) => ({ from: window.start, to: window.end })
  return new Map([...bySite].map(([slug, list]) => [slug, union(list.map(timeOf))]))
}
