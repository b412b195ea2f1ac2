import { describe, expect, test } from 'vitest'
import { viewMaintenance } from './maintenance.ts'
import type { PublicMaintenance, PublicMaintenanceUpdate } from '../publish/public.ts'
import type { ComponentStatus } from '../records/update.ts'

/** 02:00, when the window of these maintenances begins, and so many minutes; it is two hours long. */
const at = (minutes: number) => Date.parse('2026-03-01T02:00:00Z') + minutes * 60_000
const WINDOW = { start: at(0), end: at(120) }
const DAYS_BEFORE = -3 * 24 * 60

type Components = Record<string, ComponentStatus | { status: ComponentStatus; since: number }>
const update = (
  state: PublicMaintenanceUpdate['state'],
  minutes: number,
  components: Components = {},
  more: Partial<PublicMaintenanceUpdate> = {},
): PublicMaintenanceUpdate => ({
  state,
  time: at(minutes),
  title: undefined,
  settings: Object.entries(components).map(([component, setting]) =>
    typeof setting === 'string'
      ? { component, status: setting, since: at(minutes) }
      : { component, status: setting.status, since: at(setting.since) },
  ),
  impact: undefined,
  next_update: undefined,
  pinned: false,
  notify: true,
  lang: undefined,
  markdown: 'Words.',
  auto: true,
  ...more,
})

const maintenance = (updates: PublicMaintenanceUpdate[], more: Partial<PublicMaintenance> = {}): PublicMaintenance => ({
  public_id: 'mmmmmmmmmmmm',
  updates,
  corrected: null,
  cancelled: false,
  aborted: false,
  window: WINDOW,
  outcome: null,
  ...more,
})

/** Announced three days before, for one component. */
const announced = update('scheduled', DAYS_BEFORE, { checkout: 'under_maintenance' })

const view = (now: number, updates: PublicMaintenanceUpdate[], more: Partial<PublicMaintenance> = {}) =>
  viewMaintenance(maintenance(updates, more), at(now))
/** The states as of some minutes after 02:00. */
const states = (times: number[], updates: PublicMaintenanceUpdate[], more: Partial<PublicMaintenance> = {}) =>
  times.map((now) => view(now, updates, more).state)
/** What is said of a component, in minutes after 02:00, as `[state, from, to]`. */
const trouble = (updates: PublicMaintenanceUpdate[], more: Partial<PublicMaintenance> = {}, component = 'checkout') =>
  view(0, updates, more)
    .spans.filter((span) => span.component === component && span.status !== 'operational')
    .map(({ status, from, to }) => [status, (from - at(0)) / 60_000, (to - at(0)) / 60_000])

describe('Maintenance by the clock', () => {
  test('is scheduled until its window begins, in progress within it, and completed from its end on.', () => {
    expect(states([DAYS_BEFORE, -1, 0, 60, 119, 120, 600], [announced])).toEqual([
      'scheduled',
      'scheduled',
      'in_progress',
      'in_progress',
      'in_progress',
      'completed',
      'completed',
    ])
  })

  test('is half-open to the millisecond.', () => {
    const one = maintenance([announced])
    expect(viewMaintenance(one, WINDOW.start - 1).state).toBe('scheduled')
    expect(viewMaintenance(one, WINDOW.start).state).toBe('in_progress')
    expect(viewMaintenance(one, WINDOW.end - 1).state).toBe('in_progress')
    expect(viewMaintenance(one, WINDOW.end).state).toBe('completed')
  })

  test('has its components under maintenance exactly in its window.', () => {
    expect(trouble([announced])).toEqual([['under_maintenance', 0, 120]])
    expect(view(60, [announced])).toMatchObject({
      begins: at(0),
      ends: at(120),
      scheduled_for: at(0),
      scheduled_until: at(120),
      overrun: false,
    })
  })

  test('never says that it takes longer than planned.', () => {
    expect(view(600, [announced]).overrun).toBe(false)
  })

  test('ends before its window does where an update says completed.', () => {
    const updates = [announced, update('completed', 90)]
    expect(trouble(updates)).toEqual([['under_maintenance', 0, 90]])
    expect(states([89, 90], updates)).toEqual(['in_progress', 'completed'])
  })

  test('has begun with its window, not with an update that says verifying.', () => {
    const updates = [announced, update('verifying', 100)]
    expect(trouble(updates)).toEqual([['under_maintenance', 0, 120]])
    expect(states([50, 99, 100, 119], updates)).toEqual(['in_progress', 'in_progress', 'verifying', 'verifying'])
  })

  test('is completed, and never was, where an update says completed before its window began.', () => {
    const updates = [announced, update('completed', -30)]
    expect(states([-60, -30, 0, 60], updates)).toEqual(['scheduled', 'completed', 'completed', 'completed'])
    expect(trouble(updates)).toEqual([])
  })
})

describe('Maintenance by hand', () => {
  test('begins with its in_progress update, before its window too.', () => {
    const updates = [announced, update('in_progress', -10), update('completed', 50)]
    expect(trouble(updates)).toEqual([['under_maintenance', -10, 50]])
    expect(states([-11, -10, 49, 50], updates)).toEqual(['scheduled', 'in_progress', 'in_progress', 'completed'])
  })

  test('begins with its in_progress update where that comes after the window began.', () => {
    const updates = [announced, update('in_progress', 15), update('completed', 100)]
    expect(trouble(updates)).toEqual([['under_maintenance', 15, 100]])
  })

  test('takes longer than planned while nobody ends it: it goes on after its window.', () => {
    const updates = [announced, update('in_progress', 5)]
    expect(trouble(updates)).toEqual([['under_maintenance', 5, Infinity]])
    expect(view(119, updates)).toMatchObject({ state: 'in_progress', overrun: false, ends: null })
    expect(view(120, updates)).toMatchObject({ state: 'in_progress', overrun: true, ends: null })
    expect(view(600, updates)).toMatchObject({ state: 'in_progress', overrun: true })
  })

  test('says verifying from that update on, and goes on until it is completed.', () => {
    const updates = [announced, update('in_progress', 5), update('verifying', 110)]
    expect(states([60, 110, 150], updates)).toEqual(['in_progress', 'verifying', 'verifying'])
    expect(view(150, updates).overrun).toBe(true)
    const ended = [...updates, update('completed', 160)]
    expect(view(170, ended)).toMatchObject({ state: 'completed', overrun: false, ends: at(160) })
  })

  test('begins and ends with the outcome of its change where no update says so.', () => {
    const outcome = { started: at(5), finished: at(50) }
    expect(trouble([announced], { outcome })).toEqual([['under_maintenance', 5, 50]])
    expect(states([4, 5, 50], [announced], { outcome })).toEqual(['scheduled', 'in_progress', 'completed'])
  })

  test('follows its updates where the outcome says something else.', () => {
    const outcome = { started: at(1), finished: at(99) }
    const updates = [announced, update('in_progress', 5), update('completed', 50)]
    expect(trouble(updates, { outcome })).toEqual([['under_maintenance', 5, 50]])
    expect(trouble(updates.slice(0, 2), { outcome })).toEqual([['under_maintenance', 5, 99]])
  })

  test('goes on where its outcome has a start and no end.', () => {
    const outcome = { started: at(5), finished: null }
    expect(trouble([announced], { outcome })).toEqual([['under_maintenance', 5, Infinity]])
    expect(view(130, [announced], { outcome })).toMatchObject({ state: 'in_progress', overrun: true })
  })
})

describe('Maintenance with `auto: false`', () => {
  const byHand = { ...announced, auto: false }

  test('waits for someone to begin it, whatever the clock says.', () => {
    expect(states([-1, 0, 60, 120, 600], [byHand])).toEqual(Array(5).fill('scheduled'))
    expect(trouble([byHand])).toEqual([])
    expect(view(60, [byHand])).toMatchObject({ begins: null, overrun: false, scheduled_for: at(0) })
  })

  test('begins and ends with its updates.', () => {
    const updates = [byHand, update('in_progress', 30, {}, { auto: false })]
    expect(trouble(updates)).toEqual([['under_maintenance', 30, Infinity]])
    expect(trouble([...updates, update('completed', 200)])).toEqual([['under_maintenance', 30, 200]])
  })

  test('has begun where an update says verifying.', () => {
    expect(trouble([byHand, update('verifying', 40)])).toEqual([['under_maintenance', 40, Infinity]])
  })

  test('is said by any of its updates.', () => {
    const updates = [announced, update('scheduled', -60, {}, { auto: false })]
    expect(states([60], updates)).toEqual(['scheduled'])
  })
})

describe('Cancelled maintenance', () => {
  test('shows as cancelled where its change says so, and never was.', () => {
    expect(states([-60, 60, 600], [announced], { cancelled: true })).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(trouble([announced], { cancelled: true })).toEqual([])
    expect(view(60, [announced], { cancelled: true })).toMatchObject({ begins: null, overrun: false })
  })

  test('shows as cancelled from the update on that says so.', () => {
    const updates = [announced, update('cancelled', -60)]
    expect(states([-61, -60, 60], updates)).toEqual(['scheduled', 'cancelled', 'cancelled'])
    expect(trouble(updates)).toEqual([])
  })

  test('was under way until then where it had begun by hand.', () => {
    const updates = [announced, update('in_progress', 5), update('cancelled', 40)]
    expect(trouble(updates)).toEqual([['under_maintenance', 5, 40]])
    expect(states([30, 40, 600], updates)).toEqual(['in_progress', 'cancelled', 'cancelled'])
  })

  test('leaves no component under maintenance where its change is cancelled after it began by hand.', () => {
    const updates = [announced, update('in_progress', 5), update('in_progress', 20)]
    expect(trouble(updates, { cancelled: true })).toEqual([['under_maintenance', 5, 20]])
    expect(view(60, updates, { cancelled: true })).toMatchObject({ state: 'cancelled', overrun: false })
  })
})

describe('What maintenance says of its components', () => {
  test('holds from the beginning where it was said before: the later word wins.', () => {
    const updates = [
      update('scheduled', DAYS_BEFORE, { checkout: 'partial_outage', search: 'degraded_performance' }),
      update('scheduled', -60, { search: 'major_outage' }),
    ]
    expect(trouble(updates)).toEqual([['partial_outage', 0, 120]])
    expect(trouble(updates, {}, 'search')).toEqual([['major_outage', 0, 120]])
  })

  test('holds from the beginning where its `since` lies before it.', () => {
    const updates = [announced, update('in_progress', 5, { checkout: { status: 'partial_outage', since: -30 } })]
    expect(trouble([...updates, update('completed', 60)])).toEqual([['partial_outage', 5, 60]])
  })

  test('is under maintenance until it says otherwise.', () => {
    const updates = [
      update('scheduled', DAYS_BEFORE),
      update('in_progress', 5),
      update('in_progress', 30, { checkout: 'major_outage' }),
      update('verifying', 40, { checkout: 'operational' }),
      update('completed', 60),
    ]
    expect(trouble(updates)).toEqual([
      ['under_maintenance', 5, 30],
      ['major_outage', 30, 40],
    ])
  })

  test('can be operational for all of it.', () => {
    expect(trouble([update('scheduled', DAYS_BEFORE, { checkout: 'operational' })])).toEqual([])
  })

  test('ends with the completed update, save for what that mentions.', () => {
    const updates = [
      update('scheduled', DAYS_BEFORE, { checkout: 'under_maintenance', search: 'under_maintenance' }),
      update('completed', 90, { checkout: 'degraded_performance' }),
    ]
    expect(trouble(updates)).toEqual([
      ['under_maintenance', 0, 90],
      ['degraded_performance', 90, Infinity],
    ])
    expect(trouble(updates, {}, 'search')).toEqual([['under_maintenance', 0, 90]])
  })

  test('is replaced wholly by corrected intervals.', () => {
    const corrected = [{ component: 'search', status: 'major_outage' as const, from: at(10), to: at(20) }]
    expect(trouble([announced], { corrected })).toEqual([])
    expect(trouble([announced], { corrected }, 'search')).toEqual([['major_outage', 10, 20]])
  })
})

test('Maintenance without a window is as long as its outcome says.', () => {
  const more = { window: null, outcome: { started: at(5), finished: at(25) } }
  expect(view(10, [announced], more)).toMatchObject({
    state: 'in_progress',
    scheduled_for: at(5),
    scheduled_until: at(25),
    overrun: false,
  })
})

test('Maintenance speaks of its next update only while it runs, and is called what its last title says.', () => {
  const updates = [
    update('scheduled', DAYS_BEFORE, {}, { title: 'New cables' }),
    update('in_progress', 5, {}, { title: 'New cables and plugs', next_update: at(60) }),
  ]
  expect(view(10, updates)).toMatchObject({ title: 'New cables and plugs', next_update: at(60) })
  expect(view(10, [...updates, update('completed', 8, {}, { next_update: at(60) })]).next_update).toBeNull()
})

describe('What the clock will say of maintenance', () => {
  /** As `state@from`, in minutes after 02:00; `+` where it takes longer than planned. */
  const phases = (now: number, updates: PublicMaintenanceUpdate[], more: Partial<PublicMaintenance> = {}) =>
    view(now, updates, more).phases.map(
      ({ state, overrun, from }) => `${state}${overrun ? '+' : ''}@${(from - at(0)) / 60_000}`,
    )

  test('is that it begins and ends with its window.', () => {
    expect(phases(-60, [announced])).toEqual(['scheduled@-Infinity', 'in_progress@0', 'completed@120'])
    expect(phases(0, [announced])).toEqual(['in_progress@-Infinity', 'completed@120'])
    expect(phases(120, [announced])).toEqual(['completed@-Infinity'])
  })

  test('has no gaps, and holds for ever.', () => {
    const { phases: seen } = view(-60, [announced])
    expect(seen.map(({ from, to }) => [from, to])).toEqual([
      [-Infinity, at(0)],
      [at(0), at(120)],
      [at(120), Infinity],
    ])
  })

  test('is that it takes longer than planned, where it was begun by hand and nobody ends it.', () => {
    const updates = [announced, update('in_progress', 5)]
    expect(phases(60, updates)).toEqual(['in_progress@-Infinity', 'in_progress+@120'])
    expect(phases(130, updates)).toEqual(['in_progress+@-Infinity'])
    expect(phases(130, [...updates, update('verifying', 100)])).toEqual(['verifying+@-Infinity'])
  })

  test('is nothing new where someone has to begin it.', () => {
    expect(phases(-60, [{ ...announced, auto: false }])).toEqual(['scheduled@-Infinity'])
    expect(phases(300, [{ ...announced, auto: false }])).toEqual(['scheduled@-Infinity'])
  })

  test('is that it is cancelled, or completed, and nothing after that.', () => {
    expect(phases(-60, [announced], { cancelled: true })).toEqual(['cancelled@-Infinity'])
    expect(phases(-60, [announced, update('cancelled', -70)])).toEqual(['cancelled@-Infinity'])
    expect(phases(60, [announced, update('completed', 50)])).toEqual(['completed@-Infinity'])
  })

  test('is that maintenance of zero minutes never runs.', () => {
    const window = { start: at(0), end: at(0) }
    expect(phases(-60, [announced], { window })).toEqual(['scheduled@-Infinity', 'completed@0'])
    expect(phases(0, [announced], { window })).toEqual(['completed@-Infinity'])
  })

  test('is what the page says now, at every moment that it is built.', () => {
    const lives = [
      [announced],
      [announced, update('in_progress', -10)],
      [announced, update('in_progress', 5), update('verifying', 100), update('completed', 140)],
      [announced, update('in_progress', 5), update('cancelled', 30)],
      [{ ...announced, auto: false }, update('verifying', 40)],
    ]
    for (const updates of lives)
      for (let now = -60; now <= 200; now += 5) {
        // As the page is built: of what was posted by then.
        const seen = view(
          now,
          updates.filter(({ time }) => time <= at(now)),
        )
        expect(seen.phases[0]).toMatchObject({ state: seen.state, overrun: seen.overrun, from: -Infinity })
        expect(seen.phases[0]?.to).toBeGreaterThan(at(now))
        expect(seen.phases.at(-1)?.to).toBe(Infinity)
      }
  })
})
