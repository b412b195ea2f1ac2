import type { Interval } from '../interval.ts'
import type { StatusPage } from './page.ts'
import type { ComponentStatus } from '../records/update.ts'

/**
 * The state of one component now, and by the clock alone afterwards: half-open and without gaps, the first from
 * -Infinity, the last to Infinity, each another one than the one before.
 */
export function statesAhead(
  { outlook }: Pick<StatusPage, 'outlook'>,
  component: { id: string; status: ComponentStatus },
): [Ahead, ...Ahead[]] {
  const ahead: [Ahead, ...Ahead[]] = [{ status: component.status, from: -Infinity, to: Infinity }]
  for (const { from, states } of outlook.slice(1)) {
    const last = ahead.at(-1) ?? ahead[0]
    const status = states.get(component.id) ?? last.status
    if (status === last.status) continue
    last.to = from
    ahead.push({ status, from, to: Infinity })
  }
  return ahead
}

type Ahead = Interval & { status: ComponentStatus }
