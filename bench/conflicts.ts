import type { Change } from '#model/records/change'
import type { Service } from '#model/records/service'
import { DAY, HOUR, MINUTE } from '#model/time'
import { dice, type Dice } from './dice.ts'

/** What conflicts are found among; records that were read have more. */
export interface Plans {
  services: Pick<Service, 'id' | 'depends_on'>[]
  changes: Pick<Change, 'id' | 'type' | 'status' | 'environment' | 'services' | 'window' | 'outcome' | 'updates'>[]
}

const STORES = 15
const BACKENDS = 25
const FRONTS = 20
const MONTH = Date.parse('2026-11-01T00:00:00Z')

/**
 * So many approved changes within one month, of one to three hours, to 60 services: fronts need two backends, backends
 * one or two stores. Every fourth change touches two services and every fourth is to staging. The same number gives
 * the same plans.
 */
export function plansOfAMonth(count: number): Plans {
  const roll = dice(20_261_123)
  const services = Array.from({ length: STORES + BACKENDS + FRONTS }, (_, i) => ({
    id: serviceId(i),
    depends_on: needsOf(i, roll),
  }))
  const changes = Array.from({ length: count }, (_, i): Plans['changes'][number] => {
    const start = MONTH + roll.below((30 * DAY) / (15 * MINUTE)) * 15 * MINUTE
    const touched = Array.from({ length: i % 4 === 0 ? 2 : 1 }, () => serviceId(roll.below(services.length)))
    return {
      id: `CHG-2026-${String(i + 1).padStart(5, '0')}`,
      type: roll.one(['normal', 'normal', 'normal', 'standard']),
      status: 'approved',
      environment: roll.one(['production', 'production', 'production', 'staging']),
      services: [...new Set(touched)],
      window: { start, end: start + HOUR + roll.below(9) * 15 * MINUTE },
      outcome: undefined,
      updates: null,
    }
  })
  return { services, changes }
}

const serviceId = (i: number) => `service-${i}`

function needsOf(i: number, roll: Dice): string[] {
  if (i < STORES) return []
  const needs =
    i < STORES + BACKENDS
      ? Array.from({ length: 1 + roll.below(2) }, () => roll.below(STORES))
      : Array.from({ length: 2 }, () => STORES + roll.below(BACKENDS))
  return [...new Set(needs)].map(serviceId)
}
