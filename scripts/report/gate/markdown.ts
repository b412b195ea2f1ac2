import { withoutEndSlashes } from '#model/page-address'
import { isApprovedOn, isConcluded } from '#model/change/standing'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import type { Site } from '#model/records/site'
import { changeBlocks, changeHead, type Around } from './change.ts'
import { plain, prose } from './escape.ts'
import { fileBlocks } from './files.ts'
import { countWords, findingsList, MARKS } from './findings.ts'
import { nextSteps } from './next.ts'
import { publishedBlocks } from './published.ts'
import { lengthOf, TOO_LONG, within } from './room.ts'
import { gateSentence } from './sentence.ts'
import { unseenBlocks } from './unseen.ts'
import { count } from './words.ts'

export interface MarkdownOptions {
  /** Default: that of the head. */
  site?: Site
  /** Address of the ops site; default: that of the site. */
  opsUrl?: string
  /** What the comment is found by, to be updated in place. */
  marker?: string
}

/**
 * Characters for each part. Together they stay under what GitHub takes in a comment: 65,536, and refuses whole
 * otherwise.
 */
const ROOM = { verdict: 5000, records: 6000, changes: 32_000, customers: 12_000, files: 4000, next: 5000 }

/** The gate's report for GitHub: the verdict, each change, what customers will see, the other files, what to do next. */
export function gateMarkdown(verdict: GateVerdict, options: MarkdownOptions = {}): string {
  const { site = verdict.site, opsUrl = site.ops_url, marker = '<!-- evenkeel:gate -->' } = options
  const around: Around = {
    pageOf: (id) => (opsUrl === undefined ? null : `${withoutEndSlashes(opsUrl)}/changes/${encodeURIComponent(id)}/`),
    timeZone: site.time_zone,
    mode: verdict.mode,
  }
  const mark = verdict.verdict === 'pass' ? MARKS.good : MARKS.error
  return [
    marker,
    `## ${mark} ${within([plain(gateSentence(verdict), 600)], ROOM.verdict).join('')}`,
    ...outerBlocks(verdict),
    ...changesWithin(verdict, around),
    ...(verdict.mode === 'start'
      ? []
      : within(['### What customers will see', ...customers(verdict, site)], ROOM.customers)),
    ...(verdict.paths.length > 0
      ? within(['### Other files of this pull request', ...fileBlocks(verdict.paths)], ROOM.files)
      : []),
    ...within(['### What to do next', stepList(verdict)], ROOM.next),
  ]
    .join('\n\n')
    .concat('\n')
}

const stepList = (verdict: GateVerdict): string =>
  nextSteps(verdict)
    .map((step, i) => `${i + 1}. ${prose(step)}`)
    .join('\n')

function outerBlocks({ outer }: GateVerdict): string[] {
  const told = outer.filter(({ rule }) => rule !== 'approvals-missing')
  return told.length === 0
    ? []
    : within(['### Records', `Found: ${countWords(told)}.`, findingsList(told)], ROOM.records)
}

/** As many changes as there is room for, those that fail first; of others the head, of the rest how many there are. */
function changesWithin({ changes }: GateVerdict, around: Around): string[] {
  const failing = changes.filter(({ verdict }) => verdict === 'fail')
  const passing = changes.filter(({ verdict }) => verdict === 'pass')
  const blocks: string[] = []
  let room = ROOM.changes
  let left = 0
  for (const change of [...failing, ...passing]) {
    const next = room < SMALLEST ? undefined : blocksWithin(change, around, room)
    if (next) {
      blocks.push(...next)
      room -= lengthOf(next)
    } else {
      left += 1
      room = 0
    }
  }
  return left === 0 ? blocks : [...blocks, `… and ${count(left, 'more change')}: \`gate --format text\` tells of all.`]
}

/** Less than this holds no change at all. */
const SMALLEST = 200

const blocksWithin = (change: ChangeVerdict, around: Around, room: number): string[] | undefined =>
  [changeBlocks(change, around), [...changeHead(change, around), TOO_LONG]].find((blocks) => lengthOf(blocks) <= room)

function customers(verdict: GateVerdict, site: Site): string[] {
  const { published, changes, unseen, now } = verdict
  const shown = published ? publishedBlocks(published, { now, timeZone: site.time_zone }) : [nothing(changes)]
  return [...shown, ...unsaid(verdict), ...unseenBlocks(unseen)]
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
