import { describe, expect, test } from 'vitest'
import { troubleIn, type Summary } from './trouble.ts'

const fine: Summary = {
  status: { indicator: 'none', description: 'All Systems Operational' },
  incidents: [],
  scheduled_maintenances: [],
}
const major = { indicator: 'major', description: 'Partial System Outage' }
const incident = (name: string, impact: string, status = 'investigating') => ({ name, impact, status })
const work = (status: string) => ({ name: 'Moving house', impact: 'maintenance', status })

describe('Nothing is to tell', () => {
  test.each<[string, Summary]>([
    ['when all is well', fine],
    ['of maintenance that is still to come', { ...fine, scheduled_maintenances: [work('scheduled')] }],
    ['of maintenance that is over', { ...fine, scheduled_maintenances: [work('completed')] }],
    [
      'of incidents that are over',
      { ...fine, incidents: [incident('Was', 'major', 'resolved'), incident('Was', 'major', 'postmortem')] },
    ],
  ])('%s.', (_, summary) => {
    expect(troubleIn(summary)).toBeNull()
  })
})

describe('Told is', () => {
  test('an open incident, by its name, also where every component works.', () => {
    expect(troubleIn({ ...fine, incidents: [incident('Mail is slow', 'none')] })).toEqual({
      text: 'Mail is slow',
      tone: 'none',
    })
  })

  test('the worst of several incidents, and the first of equals.', () => {
    const incidents = [incident('Slow', 'minor'), incident('Down', 'critical'), incident('Down too', 'critical')]
    expect(troubleIn({ ...fine, status: major, incidents })).toEqual({ text: 'Down', tone: 'major' })
  })

  test('maintenance that is going on.', () => {
    const status = { indicator: 'maintenance', description: 'Service Under Maintenance' }
    expect(troubleIn({ ...fine, status, scheduled_maintenances: [work('scheduled'), work('in_progress')] })).toEqual({
      text: 'Moving house',
      tone: 'maintenance',
    })
    expect(troubleIn({ ...fine, scheduled_maintenances: [work('verifying')] })?.text).toBe('Moving house')
  })

  test('an outage that maintenance does not explain, in the words of the page.', () => {
    expect(troubleIn({ ...fine, status: major, scheduled_maintenances: [work('in_progress')] })).toEqual({
      text: 'Partial System Outage',
      tone: 'major',
      lang: 'en',
    })
  })
})

test('What a stranger made up is no name and no tone.', () => {
  const incidents = [{ name: { toString: 'x' }, impact: ['critical'], status: 7 }]
  expect(troubleIn({ ...fine, incidents })).toBeNull()
  expect(troubleIn({ ...fine, status: { indicator: 'major" onclick="', description: 'Odd' } })).toEqual({
    text: 'Odd',
    tone: 'none',
    lang: 'en',
  })
  expect(() => troubleIn(JSON.parse('{}'))).toThrow(TypeError)
})
