import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policySchema } from '../records/policy.ts'
import { teamSchema, type Team } from '../records/team.ts'
import { unfilledSlots } from './slot-matching.ts'
import { electorateOf, slotsFor } from './slots.ts'

/* Teams of up to six people, with leads, some of them empty; a policy that asks for this and that; somebody who brings it. */

const PEOPLE = ['ana', 'bo', 'cy', 'di', 'eve', 'fay']
const person = fc.constantFrom(...PEOPLE)
const members = fc.subarray(PEOPLE)
const teams = fc
  .array(fc.record({ members, leads: fc.subarray(PEOPLE, { maxLength: 2 }) }), { minLength: 1, maxLength: 3 })
  .map((all) =>
    all.map((one, n): Team => ({
      ...teamSchema.parse({ name: `T${n}`, ...one }),
      id: `t${n}`,
      file: `teams/t${n}.yaml`,
    })),
  )
const few = fc.integer({ min: 0, max: 2 })
const asked = fc.record({ any: few, service_team: few, other_team: few, lead: few })
const services = fc.subarray(['t0', 't1', 't2', 'nobody'], { minLength: 1 })
const world = fc.record({
  teams,
  asked,
  services,
  authors: fc.uniqueArray(fc.oneof(person, fc.constant('mallory')), { minLength: 1, maxLength: 4 }),
  implementer: fc.option(person),
})

type World = typeof world extends fc.Arbitrary<infer T> ? T : never
function needed(one: World) {
  const electorate = electorateOf(one.teams, one.authors, one.implementer)
  const needs = policySchema.parse({ approvals: { low: one.asked } }).approvals.low
  // Each service is called as the team that owns it.
  return slotsFor(needs, { services: one.services }, { electorate, ownerOf: (service) => service })
}
const inTeams = ({ teams: all }: World) => new Set(all.flatMap((one) => [...one.members, ...one.leads]))

/** How many approvals are asked for, counted by hand. */
function count({ teams: all, asked: { any, service_team, other_team, lead }, services: names }: World): number {
  const owning = all.filter((one) => names.includes(one.id) && one.members.length + one.leads.length > 0)
  return any + other_team + lead + service_team * Math.max(1, owning.length)
}

test('Where anybody is left who may approve, those who are left can approve it: nobody waits for somebody who is not there.', () => {
  fc.assert(
    fc.property(world, (one) => {
      const free = [...inTeams(one)].filter((who) => !one.authors.includes(who) && who !== one.implementer)
      fc.pre(free.length > 0)
      expect(unfilledSlots(needed(one).slots, free)).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test('As many approve as are asked for, or as there are; of nothing asked comes nothing.', () => {
  fc.assert(
    fc.property(world, (one) => {
      const free = [...inTeams(one)].filter((who) => !one.authors.includes(who) && who !== one.implementer)
      fc.pre(free.length > 0)
      expect(needed(one).slots).toHaveLength(Math.min(count(one), free.length))
    }),
    { numRuns: 2000 },
  )
})

test('No name in a commit, and no choice of an implementer, makes the only approval superfluous.', () => {
  fc.assert(
    fc.property(world, (one) => {
      const besides = [...inTeams(one)].filter((who) => who !== one.authors[0])
      fc.pre(besides.length > 0 && count(one) > 0)
      expect(needed(one).slots.length).toBeGreaterThan(0)
    }),
    { numRuns: 2000 },
  )
})

test('The author never fills a place, nor who carries it out while there is somebody else.', () => {
  fc.assert(
    fc.property(world, (one) => {
      const who = new Set(needed(one).slots.flatMap((slot) => slot.who))
      for (const author of one.authors) expect(who.has(author)).toBe(false)
      const others = [...inTeams(one)].filter((other) => other !== one.authors[0] && other !== one.implementer)
      if (others.length > 0) expect(who.has(one.implementer ?? '')).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('A place that somebody of its kind can fill stays one of its kind, and what fell is told.', () => {
  fc.assert(
    fc.property(world, (one) => {
      const { slots, fallen } = needed(one)
      expect(slots.length + fallen.filter(({ to }) => to === 'nobody').length).toBe(count(one))
      const leads = new Set(one.teams.flatMap((all) => all.leads))
      const led = [...leads].filter((who) => !one.authors.includes(who) && who !== one.implementer).length
      if (one.asked.service_team + one.asked.other_team === 0)
        expect(slots.filter(({ kind }) => kind === 'lead').length).toBeGreaterThanOrEqual(Math.min(one.asked.lead, led))
    }),
    { numRuns: 1000 },
  )
})
