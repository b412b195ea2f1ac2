import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMPONENT_STATUSES } from '../../records/update.ts'
import { incidentPosting, type Asked } from './statuspage-incident.ts'

const SERVICES: Readonly<Record<string, string>> = { k8abc0000001: 'checkout', checkout: 'checkout', search: 'search' }
const asked: Asked = {
  key: 'k1',
  by: { handle: 'relay' },
  component: (id) => (Object.hasOwn(SERVICES, id) ? SERVICES[id] : undefined),
}
const open: Asked = { ...asked, update: { id: 'abc123abc123', kind: 'incident', components: new Set(['checkout']) } }
const planned: Asked = { ...asked, update: { id: 'abc123abc123', kind: 'maintenance', components: new Set() } }
const post = (incident: unknown, by = asked) => incidentPosting({ incident }, by)
const name = 'Elevated Error Rates'

describe('A new incident', () => {
  test('is as the call that everybody copies asks.', () => {
    expect(post({ name, status: 'investigating', impact_override: 'minor', component_ids: ['k8abc0000001'] })).toEqual({
      kind: 'incident',
      key: 'k1',
      by: { handle: 'relay' },
      title: name,
      state: 'investigating',
      impact: 'minor',
      components: { checkout: 'degraded_performance' },
    })
  })

  test('may call something in it `errors`, or `body`: that is no answer of ours.', () => {
    expect(post({ name, errors: 5 })).toMatchObject({ kind: 'incident', title: name })
    expect(post({ errors: ['x'] })).toEqual({ errors: ["incident[name] can't be blank"] })
  })

  test.each([
    ['none', 'operational'],
    ['minor', 'degraded_performance'],
    ['major', 'partial_outage'],
    ['critical', 'major_outage'],
    [undefined, 'operational'],
    [null, 'operational'],
    ['maintenance', 'operational'],
  ])('of impact %s that only names a component sets it %s.', (impact_override, status) => {
    expect(post({ name, impact_override, component_ids: ['search'] })).toMatchObject({ components: { search: status } })
  })

  test('takes the state of a component from `components`, whatever else names it.', () => {
    expect(
      post({
        name,
        impact_override: 'critical',
        components: { k8abc0000001: 'partial_outage' },
        component_ids: ['checkout', 'search'],
      }),
    ).toMatchObject({ components: { checkout: 'partial_outage', search: 'major_outage' } })
  })

  test('passes over what a page in git has no notion of.', () => {
    expect(
      post({ name, wants_twitter_update: 't', metadata: { jira: { issue_id: 'A-1' } }, reminder_intervals: '[3]' }),
    ).toEqual(post({ name }))
  })

  test('says what `message` says, as older clients call it.', () => {
    expect(post({ name, message: 'Looking.' })).toMatchObject({ text: 'Looking.' })
  })

  test('holds HTML as it was sent: it is text.', () => {
    expect(post({ name: '<b>x</b>', body: '<script>1</script>' })).toMatchObject({
      title: '<b>x</b>',
      text: '<script>1</script>',
    })
  })

  test('that lies in the past tells nobody, and is over.', () => {
    expect(post({ name, backfilled: 'true', backfill_date: '2026-02-01', body: 'It was down.' })).toMatchObject({
      at: Date.UTC(2026, 1, 1),
      started: Date.UTC(2026, 1, 1),
      state: 'resolved',
      notify: false,
    })
  })

  test('tells nobody where it says so.', () => {
    expect(post({ name, deliver_notifications: false })).toMatchObject({ notify: false })
    expect(post({ name, deliver_notifications: 'f' })).toMatchObject({ notify: false })
  })
})

describe('More of an incident', () => {
  test('needs no name, and leaves out what it does not change.', () => {
    expect(post({ body: 'Still looking.' }, open)).toEqual({
      kind: 'incident',
      key: 'k1',
      by: { handle: 'relay' },
      update: 'abc123abc123',
      text: 'Still looking.',
    })
  })

  test('leaves components as they are that it only names again.', () => {
    expect(
      post({ status: 'identified', impact_override: 'major', component_ids: ['checkout', 'search'] }, open),
    ).toMatchObject({
      components: { search: 'partial_outage' },
    })
  })

  test('that resolves it breaks nothing that it only names.', () => {
    expect(post({ status: 'resolved', impact_override: 'major', component_ids: ['search'] }, open)).toMatchObject({
      state: 'resolved',
      components: { search: 'operational' },
    })
  })
})

describe('A maintenance', () => {
  const times = { scheduled_for: '2026-03-03T02:00:00.000Z', scheduled_until: '2026-03-03T05:00:00+01:00' }

  test('is what has a time to come.', () => {
    expect(
      post({ name, status: 'scheduled', ...times, component_ids: ['search'], scheduled_auto_in_progress: false }),
    ).toEqual({
      kind: 'maintenance',
      key: 'k1',
      by: { handle: 'relay' },
      title: name,
      components: { search: 'under_maintenance' },
      state: 'scheduled',
      scheduled_for: Date.UTC(2026, 2, 3, 2),
      scheduled_until: Date.UTC(2026, 2, 3, 4),
      auto: false,
    })
  })

  test('goes on by its own states, whatever the body lacks.', () => {
    expect(post({ body: 'Done.', status: 'completed' }, planned)).toMatchObject({
      kind: 'maintenance',
      state: 'completed',
    })
    expect(post({ body: 'Working.' }, planned)).toMatchObject({ kind: 'maintenance', text: 'Working.' })
  })
})

describe('What is wrong is said as Statuspage says it:', () => {
  const errors = (incident: unknown, by = asked) => {
    const result = post(incident, by)
    return 'errors' in result ? result.errors : []
  }
  const INCIDENT = 'investigating, identified, monitoring, resolved'
  const MAINTENANCE = 'scheduled, in_progress, verifying, completed, cancelled'

  test.each<[string, unknown, string, Asked?]>([
    ['no name', {}, "incident[name] can't be blank"],
    ['a blank name', { name: ' \u200B' }, "incident[name] can't be blank"],
    ['a long name', { name: 'x'.repeat(256) }, 'incident[name] is too long (maximum is 255 characters)'],
    ['a name that is no text', { name: 7 }, 'incident[name] is invalid'],
    ['a long body', { name, body: 'x'.repeat(25_001) }, 'incident[body] is too long (maximum is 25000 characters)'],
    [
      'an unknown status',
      { name, status: 'broken' },
      `incident[status] does not have a valid value, expected one of ${INCIDENT}, ${MAINTENANCE}`,
    ],
    [
      'a state of the other kind',
      { status: 'completed' },
      `incident[status] does not have a valid value for an incident, expected one of ${INCIDENT}`,
      open,
    ],
    [
      'a state of the other kind',
      { status: 'resolved' },
      `incident[status] does not have a valid value for a scheduled maintenance, expected one of ${MAINTENANCE}`,
      planned,
    ],
    ['an unknown component', { name, component_ids: ['nope'] }, 'incident[components][nope] could not be found'],
    [
      'a component called as a part of the language',
      { name, components: JSON.parse('{"__proto__": "major_outage"}') as unknown },
      'incident[components][__proto__] could not be found',
    ],
    [
      'an unknown state of a component',
      { name, components: { checkout: 'down' } },
      `incident[components][checkout] does not have a valid value, expected one of ${COMPONENT_STATUSES.join(', ')}`,
    ],
    [
      'an unknown impact',
      { name, impact_override: 'huge' },
      'incident[impact_override] does not have a valid value, expected one of none, minor, major, critical, maintenance',
    ],
    ['no end', { name, scheduled_for: '2026-03-03T02:00:00Z' }, "incident[scheduled_until] can't be blank"],
    [
      'an end before the beginning',
      { name, scheduled_for: '2026-03-03T02:00:00Z', scheduled_until: '2026-03-03T01:00:00Z' },
      'incident[scheduled_until] must be after scheduled_for',
    ],
    [
      'a time that is none',
      { name, scheduled_for: 'tomorrow', scheduled_until: '2026-03-03T01:00:00Z' },
      'incident[scheduled_for] is invalid, expected a time such as 2026-03-01T10:00:00Z',
    ],
    [
      'components in the past',
      { name, backfilled: true, component_ids: ['search'] },
      'incident[components] cannot be specified for a backfilled incident',
    ],
  ])('%s.', (_, incident, message, by) => {
    expect(errors(incident, by)).toContain(message)
  })

  test.each([
    [null, 'incident is missing'],
    ['Requests failed', 'incident is invalid'],
    [[], 'incident is invalid'],
  ])('%j instead of an incident.', (incident, message) => {
    expect(incidentPosting(incident === null ? {} : { incident }, asked)).toEqual({ errors: [message] })
  })

  test('a body of anything at all ends in a posting or in sentences, never in an exception.', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(asked, open, planned), (data, by) => {
        const fields = fc.sample(fc.anything(), 1)
        for (const one of [
          data,
          { incident: data },
          { incident: { name, status: data, components: data, component_ids: data, scheduled_for: fields[0] } },
        ]) {
          const result = incidentPosting(one, by)
          if ('errors' in result) expect(result.errors.length).toBeGreaterThan(0)
          else expect(['incident', 'maintenance']).toContain(result.kind)
        }
      }),
    )
  })

  test('whatever is named, only components that customers see get a state.', () => {
    const id = fc.oneof(fc.constantFrom(...Object.keys(SERVICES), '__proto__', 'constructor', 'hidden'), fc.string())
    fc.assert(
      fc.property(
        fc.dictionary(id, fc.constantFrom(...COMPONENT_STATUSES)),
        fc.array(id),
        (components, component_ids) => {
          const result = post({ name, components, component_ids })
          // A form says an empty list as one empty id; a state of nothing is a slip.
          const named = [...Object.keys(components), ...component_ids.filter((one) => one !== '')]
          if ('errors' in result) expect(named.some((one) => !Object.hasOwn(SERVICES, one))).toBe(true)
          else
            for (const service of Object.keys(result.components ?? {}))
              expect(['checkout', 'search']).toContain(service)
        },
      ),
    )
  })
})
