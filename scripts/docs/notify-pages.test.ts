import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KINDS } from '../fixtures/everybody-told.ts'
import { validating } from '../fixtures/good-content.ts'
import { PROJECT } from '../fixtures/places.ts'

/* What the pages on notices have their readers write is in order as it stands, and they name every channel there is. */

const page = (name: string) => readFileSync(join(PROJECT, 'docs', name), 'utf8')

/** The settings that a page shows, without the blanks before those of a list's item. */
function settingsOn(name: string): string[] {
  const shown = page(name).matchAll(/^( *)```yaml\n([^`]*)```/gm)
  return [...shown].map(([, before = '', text = '']) =>
    text
      .split('\n')
      .map((line) => line.slice(before.length))
      .join('\n'),
  )
}

test.each([...settingsOn('notify.md'), ...settingsOn('subscribers.md')])('In order: %s', (settings) => {
  expect(validating({ 'site.yaml': `name: Acme\nurl: https://status.acme.example\n${settings}` })).toBe('')
})

test.each(KINDS)('What a channel %s takes is shown, and its address explained.', (kind) => {
  expect(settingsOn('notify.md')[0]).toContain(`kind: ${kind},`)
  expect(page('notify.md')).toContain(`\n| \`${kind}\` `)
})
