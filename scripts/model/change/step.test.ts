import { expect, test } from 'vitest'
import { stepOf } from './step.ts'
import { maintenanceUpdateSchema } from '../records/update.ts'
import { parseInstant } from '../time.ts'

const at = (time: string): number => Number(parseInstant(`2026-02-25T${time}:00Z`))
const WINDOW = { start: at('02:00'), end: at('04:00') }
const approved = {
  id: 'CHG-2026-0451',
  type: 'normal',
  status: 'approved',
  window: WINDOW,
  outcome: undefined,
  updates: null,
} as const

test('An approved change begins now.', () => {
  expect(stepOf('start', approved, null, at('02:05'))).toEqual({
    kind: 'edit',
    status: 'in_progress',
    outcome: { started: at('02:05') },
  })
})

test('Work that began earlier began when one says.', () => {
  expect(stepOf('start', approved, at('02:01'), at('02:05'))).toMatchObject({ outcome: { started: at('02:01') } })
})

test('What has begun ends now, and its beginning stays.', () => {
  const running = { ...approved, status: 'in_progress', outcome: { started: at('02:05') } } as const
  for (const [name, status] of [
    ['finish', 'completed'],
    ['rollback', 'rolled_back'],
    ['abort', 'aborted'],
  ] as const)
    expect(stepOf(name, running, null, at('02:50'))).toEqual({
      kind: 'edit',
      status,
      outcome: { finished: at('02:50') },
    })
})

test('An end that is written already stays: an emergency is often recorded before it is approved.', () => {
  const outcome = { started: at('01:50'), finished: at('02:20') }
  expect(stepOf('finish', { ...approved, type: 'emergency', outcome }, null, at('09:00'))).toEqual({
    kind: 'edit',
    status: 'completed',
    outcome: {},
  })
})

test('What is completed and undone after all ends when it is undone.', () => {
  const outcome = { started: at('02:05'), finished: at('02:50') }
  expect(stepOf('rollback', { ...approved, status: 'completed', outcome }, null, at('09:00'))).toEqual({
    kind: 'edit',
    status: 'rolled_back',
    outcome: { finished: at('09:00') },
  })
})

test('Finished without a start, it began with its window.', () => {
  expect(stepOf('finish', approved, null, at('02:50'))).toMatchObject({
    outcome: { started: at('02:00'), finished: at('02:50') },
  })
})

test.each([
  [
    'before its window, unless one says when it started',
    'finish',
    approved,
    null,
    /doesn't say when it started.*--started TIME/,
  ],
  [
    'that should have started in the future',
    'start',
    approved,
    at('01:30'),
    /01:30:00Z is later than now, 2026-02-25T01:00:00Z/,
  ],
  [
    'that says otherwise when it started',
    'start',
    { ...approved, outcome: { started: at('00:30') } },
    at('00:40'),
    /started at 2026-02-25T00:30:00Z. Leave out --started/,
  ],
  [
    'that would end before it started',
    'finish',
    { ...approved, outcome: { started: at('03:00') } },
    null,
    /can't be completed at 2026-02-25T01:00:00Z, before it started at 2026-02-25T03:00:00Z/,
  ],
  [
    'that is a draft',
    'start',
    { ...approved, status: 'draft' },
    null,
    /^CHG-2026-0451 is draft and can't become in progress. From there it goes to proposed, approved or cancelled.$/,
  ],
  ['that was aborted', 'finish', { ...approved, status: 'aborted' }, null, /can't become completed. That is its end.$/],
] as const)('It refuses a change %s.', (_, name, change, started, message) => {
  expect(stepOf(name, change, started, at('01:00'))).toEqual({
    kind: 'refused',
    message: expect.stringMatching(message),
  })
})

test('Work that customers read the beginning of began then, else with its window.', () => {
  const update = (state: 'scheduled' | 'in_progress', time: string) => ({
    ...maintenanceUpdateSchema.parse({ state, title: 'Work', auto: false }),
    file: 'public/x.md',
    body: { markdown: '', line: 1 },
    time: at(time),
    named: null,
  })
  const announced = { ...approved, updates: [update('scheduled', '01:00'), update('in_progress', '02:07')] }
  const waiting = { ...approved, updates: [update('scheduled', '01:00')] }
  const end = { finished: at('02:50') }
  expect(stepOf('finish', announced, null, at('02:50'))).toMatchObject({ outcome: { started: at('02:07'), ...end } })
  expect(stepOf('finish', waiting, null, at('02:50'))).toMatchObject({ outcome: { started: at('02:00'), ...end } })
})

test('What stands there already is left alone.', () => {
  expect(stepOf('abort', { ...approved, status: 'aborted' }, null, at('09:00'))).toEqual({ kind: 'done' })
})
