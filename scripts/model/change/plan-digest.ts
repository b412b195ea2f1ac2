import { createHash } from 'node:crypto'
import type { Outline } from '../records/body.ts'
import { CHANGE_SECTIONS, type Change } from '../records/change.ts'
import { linesUnder } from './sections.ts'

const NO_FILES: ReadonlyMap<string, string> = new Map()

/**
 * What an approval is bound to: the SHA-256, in lower-case hex, of everything that is done, when, by whom, how it is
 * undone and what customers are told. Who wrote the same plan in another way gets the same digest: key order, offsets
 * of times, the order of services, line ends and white space at line ends don't matter.
 *
 * `outline` is that of the change's body. `publicFiles` are the texts of its `public/` folder, by their names below it.
 */
export function planDigest(change: Change, outline: Outline, publicFiles: ReadonlyMap<string, string>): string {
  const { type, purpose, environment, implementer, risk, window, rollback, rollout, emergency } = change
  const plan = {
    type,
    purpose,
    environment,
    implementer,
    risk,
    window,
    rollback,
    rollout,
    emergency,
    services: [...new Set(change.services)].toSorted(),
    sections: CHANGE_SECTIONS.map((name) => sectionText(change.body, outline, name)),
    public: Object.fromEntries([...publicFiles].map(([name, text]) => [`/${name}`, withLineFeeds(text)])),
  }
  return createHash('sha256').update(canonical(plan)).digest('hex')
}

/** The digest of the plan without its public files: what stays the same while updates are posted. */
export const planKey = (change: Change, outline: Outline): string => planDigest(change, outline, NO_FILES)

/** JSON with sorted keys, without those that are undefined. */
const canonical = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => sorted(part))

const sorted = (part: unknown): unknown =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : part

const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n')

/** What stands under the headings of a section: where it stands twice, both. */
const sectionText = (body: Change['body'], outline: Outline, name: (typeof CHANGE_SECTIONS)[number]): string =>
  linesUnder(name, body, outline).map(withoutBlankEnds).join('\n\n')

function withoutBlankEnds(lines: readonly string[]): string {
  const trimmed = lines.map((line) => line.trimEnd())
  const isFilled = (line: string) => line !== ''
  return trimmed.slice(Math.max(0, trimmed.findIndex(isFilled)), trimmed.findLastIndex(isFilled) + 1).join('\n')
}
