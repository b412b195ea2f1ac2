import { expect, test } from 'vitest'
import { commandIn } from './comment-command.ts'

test.each([
  ['/Identified We know.', { state: 'identified', components: {}, text: 'We know.' }],
  ['/identified: We know.', { state: 'identified', components: {}, text: 'We know.' }],
  ['/update shop=Partial_Outage Worse.', { components: { shop: 'partial_outage' }, text: 'Worse.' }],
  ['/update shop = partial-outage Worse.', { components: { shop: 'partial_outage' }, text: 'Worse.' }],
  ['/update\nretries=3 helps.', { components: {}, text: 'retries=3 helps.' }],
  ['\uFF0Fresolve It is over.', { state: 'resolved', text: 'It is over.' }],
  ['Hi.\n\n\u200B/update It gets better.', { components: {}, text: 'It gets better.' }],
])('As a phone writes it, %j is understood.', (comment, means) => {
  expect(commandIn(comment)).toMatchObject(means)
})

test.each([
  ['/indentified We know.', '`/identified`'],
  ['/ resolve All is well.', 'Unexpected blank in `/ resolve`, expected `/resolve`.'],
  ['Hello.\n\n/udpate It gets better.', '`/update`'],
  ['/resolver 1.1.1.1', '`/resolve`'],
  ['/fixed It is over.', '`/resolved`'],
  ['/Monitorin It gets better.', '`/monitoring`'],
  ['/update shop=degraded It gets better.', 'Did you mean `shop=degraded_performance`?'],
  ['/update shop=operational cart=fine It gets better.', '`fine` of `cart`'],
  ['/update shop= It gets better.', 'of `shop`'],
  ['/resolve shop=operational, All is well.', '`operational` of `shop`'],
  ['/identified It is the cache. shop=degraded', '`/update shop=degraded_performance …`'],
  ['/update It gets better.\nweb-shop=operational', '`/update web-shop=operational …`'],
])('A slip is told, and neither passed over nor read by customers: %j.', (comment, told) => {
  expect(commandIn(comment)).toEqual({ error: expect.stringContaining(told) as unknown })
})

test.each(['/tmp/update is full.', '/updates.log grows.', '/shrug', '/cc ana', '> /indentified', '`/udpate`'])(
  '%j is no command, and none that was misspelt.',
  (comment) => expect(commandIn(comment)).toBeNull(),
)

test.each([
  '<details><summary>What the bot said</summary>\n\n/resolve All is well.\n\n</details>',
  '<blockquote>\n\n/resolve All is well.\n\nYes?\n\n</blockquote>\n\nIs it?',
  '<details>\n<div>\n\nA\n\n</div>\n\n/resolve All is well.\n\n</details>',
  '<!--\n\n/resolve All is well.\n\n-->',
  'It <b>is\n/resolve All is well.</b>',
])('Within HTML there is no command: %j.', (comment) => expect(commandIn(comment)).toBeNull())

test.each(['<details>\n\nA log\n\n</details>\n\n', '<br>\n\n', '<!-- <details> -->\n\n', '</div>\n\n'])(
  'Behind HTML there is: %j.',
  (above) => expect(commandIn(`${above}/resolve All is well.`)).toMatchObject({ state: 'resolved' }),
)
