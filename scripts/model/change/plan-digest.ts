import { createHash } from 'node:crypto'
import type { Outline } from '../records/body.ts'
import type { Change } from '../records/change.ts'
import { planText } from './plan-text.ts'

/**
 * What lies in a change's folder beside its `index.md`, by path from the folder: for each file something that is another
 * where its content is.
 */
export type Companions = ReadonlyMap<string, string>

/**
 * What an approval is bound to: the SHA-256, in lower-case hex, of everything that is done, when, by whom, how it is
 * undone, what lies beside it and what customers are told. Who wrote the same plan in another way gets the same digest:
 * key order, offsets of times, the order of services, line ends and white space at line ends don't matter.
 *
 * `outline` is that of the change's body. A template is a part of a plan where it is what permits it.
 */
export function planDigest(change: Change, outline: Outline, companions: Companions): string {
  const { type, purpose, environment, implementer, risk, window, rollback, rollout, emergency, budget_override } =
    change
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
    budget_override,
    template: type === 'standard' ? change.template : undefined,
    services: [...new Set(change.services)].toSorted(),
    body: planText(change.body, outline),
    companions: Object.fromEntries([...companions].map(([path, content]) => [`/${path}`, content])),
  }
  return createHash('sha256').update(canonical(plan)).digest('hex')
}

/** The digest of the plan without its public files: what stays the same while updates are posted. */
export const planKey = (change: Change, outline: Outline, companions: Companions): string =>
  planDigest(change, outline, new Map([...companions].filter(([path]) => !path.startsWith('public/'))))

/** JSON with sorted keys, without those that are undefined. */
const canonical = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => sorted(part))

const sorted = (part: unknown): unknown =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : part
