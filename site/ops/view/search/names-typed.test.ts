import { expect, test } from 'vitest'
import { namedAmong, namesTyped } from './names-typed.ts'
import type { FoundKind, Named } from './found.ts'

/* Somebody pastes what a pager sent, at 3 AM: the page of that alert is the first one. */

const record = (kind: FoundKind, id: string, ...keys: string[]): Named => ({
  kind,
  id,
  title: id,
  page: `/${kind}s/${id}/`,
  state: null,
  owner: null,
  keys: [id.toLowerCase(), ...keys],
})
const ALL = [
  record('alert', 'KubePodCrashLooping'),
  record('runbook', 'platform/KubePodCrashLooping', 'kubepodcrashlooping'),
  record('alert', 'Watchdog'),
  record('alert', 'Down'),
  record('runbook', 'pay/queue', 'queue'),
  record('service', 'web'),
  record('incident', 'INC-2026-0003'),
  record('change', 'CHG-2026-0002'),
]
const named = new Map(
  [
    ...Map.groupBy(
      ALL.flatMap((one) => one.keys.map((key) => ({ key, one }))),
      ({ key }) => key,
    ),
  ].map(([key, pairs]) => [key, pairs.map(({ one }) => one)] as const),
)
const found = (typed: string, loosely = false) => {
  const { whole, words } = namesTyped(typed)
  return (named.get(whole) ?? namedAmong(words, named, loosely)).map(({ page }) => page)
}
const ALERT = ['/alerts/KubePodCrashLooping/', '/runbooks/platform/KubePodCrashLooping/']

test.each([
  'KubePodCrashLooping',
  'kubepodcrashlooping',
  '[FIRING:1] KubePodCrashLooping',
  '[FIRING:1] (KubePodCrashLooping web)',
  'alertname=KubePodCrashLooping',
  'alertname="KubePodCrashLooping"',
  '{alertname="KubePodCrashLooping", pod="x"}',
  'KubePodCrashLooping (pod-x warning)',
  'FIRING KubePodCrashLooping on web',
  'RESOLVED: KubePodCrashLooping.',
  'https://ops.acme.example/alerts/KubePodCrashLooping/',
  '*KubePodCrashLooping*',
])('%s leads to the alert and its runbook.', (typed) => {
  expect(found(typed).slice(0, 2)).toEqual(ALERT)
})

test.each<[string, string[]]>([
  ['INC-2026-0003', ['/incidents/INC-2026-0003/']],
  ['INC-2026-3', ['/incidents/INC-2026-0003/']],
  ['inc 2026 3', ['/incidents/INC-2026-0003/']],
  ['what of inc-2026-3?', ['/incidents/INC-2026-0003/']],
  ['chg-2026-2', ['/changes/CHG-2026-0002/']],
  // A day, a word of its own.
  ['2026-3', []],
  ['web is down', []],
  ['web is slow', []],
])('%s leads to %j.', (typed, pages) => {
  expect(found(typed)).toEqual(pages)
})

test('Where nothing else was found, a service among the words is meant.', () => {
  expect(found('web 502', true)).toEqual(['/services/web/'])
  // The last part of a runbook's id may be any word.
  expect(found('queue zebra', true)).toEqual([])
})
