import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { FRESH, MONDAY, stale } from '../fixtures/audit-context.ts'
import { GOOD, incident, runbook } from '../fixtures/good-content.ts'
import { runIn } from '../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-handover-'))
afterAll(() => rmSync(top, { recursive: true }))

let home: string
let count = 0
beforeEach(() => {
  home = join(top, String(count++))
  write(FRESH)
})

function write(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const full = join(home, 'content', path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, text)
  }
}

const WHO = ['-c', 'user.name=Bo', '-c', 'user.email=bo@example.org']
function commit(subject: string, at: string) {
  const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at }
  execFileSync('git', ['-C', home, 'add', '-A'], { env })
  execFileSync('git', ['-C', home, ...WHO, 'commit', '-qm', subject], { env })
}

const handover = (...flags: string[]) => runIn(home, 'handover', '--now', MONDAY, ...flags)
/** The lines below a heading. */
const below = (text: string, heading: string): string[] => {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line.startsWith(heading))
  return lines.slice(from + 1, lines.indexOf('', from)).map((line) => line.trim())
}

const OPEN = { [incident]: (FRESH[incident] ?? '').replace(/^resolved:.*\n/m, '').replace(/^review:.*\n/m, '') }

test('Where nothing goes on every part says so, and the last day is what it is of.', async () => {
  const { code, stdout } = await handover()
  expect(code).toBe(0)
  expect(stdout).toContain('22 Nov 2026, 09:00 to 23 Nov 2026, 09:00')
  for (const part of ['Open incidents', 'Closed since', 'Changes running', 'Changes ended since'])
    expect(below(stdout, part)).toEqual(['None.'])
  expect(below(stdout, 'Next 24 hours')).toEqual(['Nothing is planned.'])
})

test('An open incident, a runbook to be tested and a freeze that comes are in it; an incident that ended since is, too.', async () => {
  write({
    ...stale(runbook, 'last_tested: 2026-11-01\n', ''),
    'runbooks/old.md': (FRESH[runbook] ?? '').replace('2026-11-01', '2026-03-01'),
    ...OPEN,
    'freezes/peak.yaml':
      'title: Peak\nlevel: soft\nowner: lead\nreason: Sale\nservices: all\nstart: 2026-11-23T18:00:00Z\nend: 2026-11-25T18:00:00Z\n',
  })
  const { stdout } = await handover()
  expect(below(stdout, 'Open incidents (1)')[0]).toMatch(/^- INC-2026-0001 .*open since 1 Mar, 10:00/)
  expect(below(stdout, 'Waits for somebody').join('\n')).toContain('Runbook to be tested: it never was')
  // What was due on a day has no clock.
  expect(stdout).toMatch(/Runbook to be tested; since 30 Apr; /)
  expect(below(stdout, 'Next 24 hours (1)')).toEqual(['- 18:00 soft freeze begins: Peak; lead'])
  write({ [incident]: FRESH[incident] ?? '' })
  expect(below((await handover('--since', '2026-03-01T00:00:00Z')).stdout, 'Closed since (1)')[0]).toMatch(
    /^- INC-2026-0001 .*resolved 1 Mar/,
  )
})

test('Settings that changed since then are named by what their commit says, the newest first; records are not settings.', async () => {
  execFileSync('git', ['init', '-q', home])
  commit('All of it', '2026-11-20T09:00:00Z')
  write({ 'policy.yaml': 'freeze_max: 20d\n' })
  commit('Shorter freezes', '2026-11-22T10:00:00Z')
  write({ 'policy.yaml': 'freeze_max: 25d\n', 'teams/more.yaml': 'name: More\nmembers: [zoe]\n' })
  commit('Longer *freezes*', '2026-11-22T12:00:00Z')
  write({ 'incidents/2026/note.txt': 'x' })
  commit('No setting', '2026-11-22T13:00:00Z')
  expect(below((await handover()).stdout, 'Changed settings (2)')).toEqual([
    '- policy.yaml; changed 22 Nov, 12:00 by Bo; Longer *freezes*',
    '- teams/more.yaml; added 22 Nov, 12:00 by Bo; Longer *freezes*',
  ])
  expect(below((await handover('--since', '2026-11-22T12:00:01Z')).stdout, 'Changed settings')).toEqual(['None.'])
  const markdown = await handover('--format', 'markdown')
  expect(markdown.stdout).toContain(String.raw`Longer \*freezes\*`)
})

test('Without a repository nobody knows what changed, and it says so; a time to come is no beginning.', async () => {
  expect(below((await handover()).stdout, 'Changed settings')).toEqual(['Not known: git does not say.'])
  const { code, stderr } = await handover('--since', '2026-11-23T09:00:01Z')
  expect([code, stderr]).toEqual([2, 'Expected --since before 2026-11-23T09:00:00Z, which is now.\n'])
})

test('In Markdown nothing that a record says is markup, and nobody is mentioned.', async () => {
  write({
    [incident]: (OPEN[incident] ?? '').replace(/^title:.*$/m, 'title: "@all **bold** <img src=x> [a](b)\\e[31m"'),
  })
  const { stdout } = await handover('--format', 'markdown')
  const [line = ''] = stdout.split('\n').filter((one) => one.includes('INC-2026-0001'))
  expect(line).toContain('@&#8203;all')
  expect(line).toContain(String.raw`\*\*bold\*\* &lt;img src=x&gt; \[a\](b)`)
  expect((await handover()).stdout).not.toContain('\u001b')
})

test('Error budgets of which less than half is left are in it with what spent them, the least left first; others are not.', async () => {
  const slo = (id: string, target: number) => ({
    [`slos/${id}.yaml`]: (GOOD['slos/checkout.yaml'] ?? '')
      .replace('checkout-availability', id)
      .replace('target: 0.999', `target: ${target}`),
  })
  write({
    ...slo('half-gone', 0.995),
    ...slo('all-gone', 0.999),
    ...slo('plenty', 0.9),
    'incidents/2026/INC-2026-0002-slow/index.md': (FRESH[incident] ?? '')
      .replace('INC-2026-0001', 'INC-2026-0002')
      .replaceAll('2026-03-01T', '2026-11-20T')
      .replace(
        /^resolved:.*$/m,
        'resolved: 2026-11-20T12:00:00Z\nslo_impact: [{slo: half-gone}, {slo: all-gone}, {slo: plenty}]',
      ),
  })
  const { stdout } = await handover()
  expect(below(stdout, 'Error budgets that run short (2)')).toEqual([
    '- all-gone; spent: 1 h 16 min more than its 43 min 12 s over 30 d, −177.7 %, mostly by INC-2026-0002 (2 h); of checkout',
    '- half-gone; tight: 1 h 36 min of 3 h 36 min left over 30 d, 44.4 %, mostly by INC-2026-0002 (2 h); of checkout',
  ])
})
