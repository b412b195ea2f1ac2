import { clip } from '../interval.ts'
import { addMonths, firstDay, lastMonths, type Month } from '../month.ts'
import type { PublicSite, PublicSlo } from '../publish/public.ts'
import {
  compare,
  decimal,
  divide,
  multiply,
  ONE,
  parseRational,
  rational,
  subtract,
  type Rational,
} from '../rational.ts'
import { lifetime, type ComponentView } from '../status/component.ts'
import { startOfDay, type Instant } from '../time.ts'
import { allowance } from './allowance.ts'
import { costOfAll } from './cost.ts'

/** How a calendar month of the site's zone did by what is promised to the public. */
export interface PromisedMonth {
  month: Month
  /** `open`: it isn't over, and can still be kept. Null where the component wasn't one. */
  state: 'kept' | 'missed' | 'open' | null
  /**
   * Share of the time, as far as it has come, that was neither partial nor major outage, in per cent as text: rounded down,
   * with two digits or as many as the target has, so that it looks as good as the target where it is. Null where `state` is.
   */
  availability: string | null
}

/**
 * A public promise month by month, newest first, by what customers read of the component and by nothing else: as an error
 * budget of the whole month, where partial and major outage count in full, others nothing, and nothing is excluded. Today's
 * target goes for all of them.
 */
export function promisedMonths(
  { target }: Pick<PublicSlo, 'target'>,
  component: ComponentView,
  { site, now }: { site: Pick<PublicSite, 'time_zone'>; now: Instant },
  count: number,
): PromisedMonth[] {
  const life = lifetime(component, site.time_zone)
  const promised = shareOf(target)
  const outages = component.intervals
    .filter(({ status }) => status === 'partial_outage' || status === 'major_outage')
    .map(({ from, to }) => ({ from, to, weight: ONE }))
  return lastMonths(now, count, site.time_zone).map(({ month, from }) => {
    const whole = clip({ from, to: startOfDay(firstDay(addMonths(month, 1)), site.time_zone) }, life)
    const passed = whole && clip(whole, { from: -Infinity, to: now })
    if (!whole || !passed) return { month, state: null, availability: null }
    const bad = costOfAll(outages.flatMap((one) => clip(one, passed) ?? []))
    const missed = compare(bad, allowance([{ from: -Infinity, target: promised }], whole)) > 0
    const good = subtract(ONE, divide(bad, rational(BigInt(passed.to - passed.from))))
    return {
      month,
      state: missed ? 'missed' : whole.to <= now ? 'kept' : 'open',
      availability: inPercent(good, target),
    }
  })
}

/** More digits than this nobody reads. */
const MOST_PLACES = 10

/** Of 1 no decimals are needed: nothing was lost. */
function inPercent(share: Rational, target: string): string {
  const percent = multiply(share, rational(100n))
  const places = Math.min(MOST_PLACES, Math.max(2, target.split('.')[1]?.length ?? 0))
  return compare(share, ONE) === 0 ? '100' : decimal(percent, places)
}

/** A target as it is published. */
const shareOf = (percent: string): Rational => divide(parseRational(percent) ?? rational(100n), rational(100n))
