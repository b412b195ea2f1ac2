import type { Change } from '../records/change.ts'
import type { Freeze } from '../records/freeze.ts'
import { overlaps } from '../interval.ts'

/** The freezes that a change's window meets, as far as they hold for its services and its environment. */
export const freezesOver = (
  { window, services, environment }: Pick<Change, 'window' | 'services' | 'environment'>,
  freezes: readonly Freeze[],
): Freeze[] =>
  window === undefined
    ? []
    : freezes.filter(
        (freeze) =>
          overlaps({ from: window.start, to: window.end }, { from: freeze.start, to: freeze.end }) &&
          (freeze.services === 'all' || freeze.services.some((id) => services.includes(id))) &&
          (freeze.environments === undefined || freeze.environments.some((one) => named(one) === named(environment))),
      )

const named = (environment: string): string => environment.trim().toLowerCase()
