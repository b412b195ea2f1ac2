import { withoutEndSlashes } from '#model/page-address'
import { isApprovedOn, isConcluded } from '#model/change/standing'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import type { Site } from '#model/records/site'
import { changeFacts, changeFolds, changeHead, type Around } from './change.ts'
import { changesTable } from './changes-table.ts'
import { plain, prose } from './escape.ts'
import { fileBlocks } from './files.ts'
import { MARKS } from './findings.ts'
import { findingBlocks } from './findings-by-file.ts'
import { hiddenBlocks } from './hidden.ts'
import { nextSteps, type Step } from './next.ts'
import { promiseBlocks } from './promises.ts'
import { publishedBlocks } from './published.ts'
import { lengthOf, TOO_LONG, within } from './room.ts'
import { gateSentence } from './sentence.ts'
import { stoppedBlocks, stopsIn } from './stopped.ts'
import { unseenBlocks } from './unseen.ts'
import { count } from './words.ts'

export interface MarkdownOptions {
  /** Default: that of the head. */
  site?: Site
  /** Address of the ops site; default: that of the site. */
  opsUrl?: string
  /** Where the forge renders a file as the pull request has it, by its path from the content folder. */
  fileUrl?: (file: string) => string | null
  /** What the comment is found by, to be updated in place. */
  marker?: string
}

/**
 * Characters for each part. Together they stay under what GitHub takes in a comment: 65,536, and refuses whole
 * otherwise.
 */
const ROOM = {
  verdict: 5000,
  next: 6000,
  customers: 12_000,
  stopped: 4000,
  hidden: 1200,
  changes: 21_000,
  files: 4000,
  promises: 4000,
  findings: 7000,
}

/**
 * The gate's report for GitHub, what a reviewer needs first above all else: the verdict, what to do next, what customers
 * will see, each change with its plan folded, the other files, and at last what was found, file by file.
 */
export function gateMarkdown(verdict: GateVerdict, options: MarkdownOptions = {}): string {
  const {
    site = verdict.site,
    opsUrl = site.ops_url,
    marker = '<!-- evenkeel:gate -->',
    fileUrl = () => null,
  } = options
  const around: Around = {
    pageOf: (id) => (opsUrl === undefined ? null : `${withoutEndSlashes(opsUrl)}/changes/${encodeURIComponent(id)}/`),
    fileUrl,
    timeZone: site.time_zone,
    mode: verdict.mode,
  }
  const mark = verdict.verdict === 'pass' ? MARKS.good : MARKS.error
  const steps = nextSteps(verdict)
  const above = [
    marker,
    `## ${mark} ${within([prose(gateSentence(verdict), 600)], ROOM.verdict).join('')}`,
    ...within(['### What to do next', stepList(steps)], ROOM.next),
  ]
  const below = [
    ...within(stoppedBlocks(verdict), ROOM.stopped),
    ...within(hiddenBlocks(verdict), ROOM.hidden),
    ...changesWithin(verdict, around),
    ...within(promiseBlocks(verdict), ROOM.promises),
    ...(verdict.paths.length > 0
      ? within(['### Other files of this pull request', ...fileBlocks(verdict.paths)], ROOM.files)
      : []),
    ...findingBlocks(
      verdict,
      {
        told: [...stopsIn(verdict), ...steps.flatMap(({ tells }) => tells)],
        settled: steps.flatMap(({ settles }) => settles),
      },
      ROOM.findings,
    ),
  ]
  const heading = '### What customers will see'
  // What the others leave is for the words that somebody has to have read.
  const room = ALL - lengthOf([...above, heading, ...below])
  const seen = verdict.mode === 'start' ? [] : [heading, ...within(customers(verdict, site, room), room)]
  return [...above, ...seen, ...below].join('\n\n').concat('\n')
}

const ALL = Object.values(ROOM).reduce((sum, part) => sum + part, 0)

const stepList = (steps: readonly Step[]): string =>
  steps
    .map(({ text, items }, i) =>
      [`${i + 1}. ${prose(text, 1200)}`, ...items.map((item) => `   - ${prose(item, 1200)}`)].join('\n'),
    )
    .join('\n')

/** More changes than this stand in a table, and only those that fail are told of besides. */
const MANY = 8

/** As many changes as there is room for, those that fail first; then, in the room that is left, their plans. */
function changesWithin({ changes }: GateVerdict, around: Around): string[] {
  const failing = changes.filter(({ verdict }) => verdict === 'fail')
  const passing = changes.filter(({ verdict }) => verdict === 'pass')
  const isMany = changes.length > MANY
  const table = isMany ? changesTable([...failing, ...passing], around, ROOM.changes / 2) : []
  const asked = isMany ? failing : [...failing, ...passing]
  const shown: { change: ChangeVerdict; facts: string[] }[] = []
  let room = ROOM.changes - lengthOf(table) - 200
  for (const change of asked) {
    const facts = changeFacts(change, around)
    const fitting = lengthOf(facts) <= room ? facts : [...changeHead(change, around), TOO_LONG]
    if (lengthOf(fitting) > room) break
    shown.push({ change, facts: fitting })
    room -= lengthOf(fitting)
  }
  const left = asked.length - shown.length
  const more =
    left === 0 ? [] : [`… and ${count(left, 'more change')}: \`npx evenkeel gate --format text\` tells of all.`]
  const blocks = shown.flatMap(({ change, facts }, index) => {
    const folds = changeFolds(change, around, room / (shown.length - index))
    room -= lengthOf(folds)
    return [...facts, ...folds]
  })
  return [...table, ...blocks, ...more]
}

function customers(verdict: GateVerdict, site: Site, room: number): string[] {
  const { published, changes, unseen, now } = verdict
  const more = [...unsaid(verdict), ...unseenBlocks(unseen)]
  if (!published) return [nothing(changes), ...more]
  return [...publishedBlocks(published, { now, timeZone: site.time_zone }, room - lengthOf(more)), ...more]
}

/** Announced maintenance that the merge takes off the page without a word. */
function unsaid({ published, changes }: GateVerdict): string[] {
  const isTaken = published?.events.some(({ kind, change }) => kind === 'maintenance' && change === 'withdrawn')
  if (!isTaken) return []
  return changes
    .filter(({ judged: { before, change } }) => before?.status === 'approved' && change.status === 'cancelled')
    .filter(({ judged: { change } }) => (change.updates ?? []).every(({ state }) => state !== 'cancelled'))
    .slice(0, 5)
    .map(
      ({ judged: { change } }) =>
        `${MARKS.warning} Nobody tells customers that ${plain(change.id)} does not take place: add an update with \`state: cancelled\`.`,
    )
}

function nothing(changes: readonly ChangeVerdict[]): string {
  const waiting = changes.filter(
    ({ judged: { change } }) => !isApprovedOn(change) && !isConcluded(change) && (change.updates ?? []).length > 0,
  )
  const later = waiting.map(({ judged }) => `${judged.change.id} is announced once it is approved.`).slice(0, 5)
  return ['Nothing: the public page stays as it is.', ...later].join(' ')
}
