import type { Posting } from '#model/incident/posted/posting'
import { aheadWords, isAheadOf } from '#model/local-time'
import { DAY, formatInstant } from '#model/time'
import { toSecond, type Desk } from './desk.ts'
import { incidentStep } from './posted-incident.ts'
import type { Step } from './settle.ts'
import { UsageError } from '../usage-error.ts'

/** What a posting writes, whatever road it came by; or why nothing. */
export async function postedStep(posting: Posting, desk: Desk): Promise<Step> {
  const late = outOfTime(posting, toSecond(desk.content.catalog.now))
  if (late !== null) return { refused: late }
  try {
    if (posting.kind === 'incident') return await incidentStep(posting, desk)
    if (posting.kind === 'maintenance') {
      const { maintenanceStep } = await import('./posted-maintenance.ts')
      return await maintenanceStep(posting, desk)
    }
    const { componentStep } = await import('./posted-component.ts')
    return componentStep(posting, desk)
  } catch (error) {
    // There are no flags here: what a command would say of them is said of the posting.
    if (error instanceof UsageError) return { refused: `${error.message}\n` }
    throw error
  }
}

/** GitHub delivers again for three days; what is older than a week is no news. */
const OLDEST = 7 * DAY

function outOfTime(posting: Posting, now: number): string | null {
  if (posting.kind === 'component' || posting.at === undefined) return null
  const { at, notify } = posting
  if (isAheadOf(at, now))
    return `Unexpected time ${formatInstant(at)}, ${aheadWords(at - now)} ahead, expected when it was said: customers would read it only then.\n`
  if (at < now - OLDEST && notify !== false)
    return `Unexpected time ${formatInstant(at)}, more than a week ago, expected when it was said. What is recorded afterwards comes by a pull request, or with nobody told (\`deliver_notifications: false\`).\n`
  return null
}
