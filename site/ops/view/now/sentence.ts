import type { Freeze } from '#model/records/freeze'
import type { Policy } from '#model/records/policy'
import { DAY, type Instant } from '#model/time'
import type { BudgetTier } from '#model/slo/tier'

/** A part of the sentence; `until` is a time that the words lead up to. */
export interface SentencePart {
  words: string
  until: Instant | null
}

/** What the sentence is made of. */
export interface Standing {
  now: Instant
  /** Incidents that are open, those that can't be read among them. */
  incidents: number
  running: number
  freezes: readonly Pick<Freeze, 'level' | 'start' | 'end'>[]
  /** Of each SLO that has a budget, the worst of its objectives. */
  budgets: readonly BudgetTier[]
  policy: Pick<Policy['budget'], 'tight'>
}

/** Freezes further ahead than this are for the calendar. */
const AHEAD = 7 * DAY

/** How it stands, in one sentence: incidents and changes always, freezes and budgets where there is something to say. */
export function sentence({ now, incidents, running, freezes, budgets, policy }: Standing): SentencePart[] {
  const quiet = incidents + running === 0
  const spent = budgets.filter((tier) => tier === 'spent').length
  const short = budgets.filter((tier) => tier === 'tight' || tier === 'low').length
  const plain = (words: string): SentencePart => ({ words, until: null })
  const parts = [
    ...(quiet
      ? [plain('No incident open, no change running')]
      : [
          plain(incidents === 0 ? 'No incident open' : `${counted(incidents, 'incident')} open`),
          plain(running === 0 ? 'no change running' : `${counted(running, 'change')} running`),
        ]),
    ...freezePart(freezes, now),
    ...(spent > 0 ? [plain(`${counted(spent, 'budget')} spent`)] : []),
    ...(short > 0 ? [plain(`${spent > 0 ? short : counted(short, 'budget')} under ${shareText(policy)}`)] : []),
  ]
  return parts
}

/** The hardest freeze that holds, else the next one. */
function freezePart(freezes: Standing['freezes'], now: Instant): SentencePart[] {
  const active = freezes.filter(({ start, end }) => start <= now && now < end)
  const holding = active.find(({ level }) => level === 'hard') ?? active[0]
  if (holding) return [{ words: `${holding.level} freeze ends`, until: holding.end }]
  const [next] = freezes
    .filter(({ start, end }) => start > now && start <= now + AHEAD && end > start)
    .toSorted((a, b) => a.start - b.start)
  return next ? [{ words: `${next.level} freeze`, until: next.start }] : []
}

function shareText({ tight }: Standing['policy']): string {
  return tight.below === 0.5 ? 'half' : `${Math.round(tight.below * 1000) / 10}\u00a0%`
}

const counted = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`
