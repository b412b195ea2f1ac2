import { expect, test } from 'vitest'
import { statusPage } from '#model/status/page'
import { YEARS } from '../../fixtures/statuspage-catalog.ts'
import { objectsOf } from './objects.ts'

const all = objectsOf(statusPage(YEARS), 'p4g3')

/** As its documentation lists them: https://developer.statuspage.io/#tag/incidents */
const INCIDENT =
  'id components created_at impact impact_override incident_updates metadata monitoring_at name page_id postmortem_body postmortem_body_last_updated_at postmortem_ignored postmortem_notified_subscribers postmortem_notified_twitter postmortem_published_at resolved_at scheduled_auto_completed scheduled_auto_in_progress scheduled_for auto_transition_deliver_notifications_at_end auto_transition_deliver_notifications_at_start auto_transition_to_maintenance_state auto_transition_to_operational_state scheduled_remind_prior scheduled_reminded_at scheduled_until shortlink status updated_at'
const COMPONENT =
  'id page_id group_id created_at updated_at group name description position status showcase only_show_if_degraded automation_email start_date'

test('An incident, a maintenance and a component have every key of the documented ones.', () => {
  const incidents = all.incidents()
  expect(new Set(incidents.map(({ impact }) => impact === 'maintenance')).size).toBe(2)
  for (const one of incidents) expect(Object.keys(one)).toEqual(expect.arrayContaining(INCIDENT.split(' ')))
  for (const one of all.components()) expect(Object.keys(one).toSorted()).toEqual(COMPONENT.split(' ').toSorted())
})

test('Everything is of the page that was asked for, by the id that it was asked for by.', () => {
  const parts = [
    ...all.incidents(),
    ...all.incidents().flatMap(({ components }) => components),
    ...all.components(),
    ...all.groups(),
  ]
  expect(new Set(parts.map(({ page_id }) => page_id))).toEqual(new Set(['p4g3']))
  expect(all.page.id).toBe('p4g3')
})

test('Both kinds are listed together, newest first, and found by their id; groups are no components.', () => {
  const times = all.incidents().map(({ created_at }) => created_at)
  expect(times).toEqual(times.toSorted().toReversed())
  for (const { id, name } of all.incidents().slice(0, 5)) expect(all.incident(id)).toMatchObject({ id, name })
  expect(all.incident('nope')).toBeNull()
  const members = all.groups().flatMap(({ components }) => components)
  expect(members.length).toBeGreaterThan(0)
  for (const id of members) expect(all.components().find((one) => one.id === id)).toMatchObject({ group: false })
})
