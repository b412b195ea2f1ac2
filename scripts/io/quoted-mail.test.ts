import { expect, test } from 'vitest'
import { commandIn } from './comment-command.ts'

/** What a mail program adds below an answer to "We look into it." */
const QUOTED: Record<string, string> = {
  Gmail:
    'On Mon, Nov 23, 2026 at 7:00 AM Ana Ruiz <notifications@github.com> wrote:\n\n> We look into it.\n>\n> —\n> Reply to this email directly',
  'Gmail, its line broken':
    'On Mon, Nov 23, 2026 at 7:00 AM Ana Ruiz <\nnotifications@github.com> wrote:\n> We look into it.',
  'Apple Mail': '> On 23 Nov 2026, at 07:00, Ana Ruiz <***@***.***> wrote:\n> \n> We look into it.',
  'Thunderbird, in German': 'Am 23.11.26 um 07:00 schrieb Ana Ruiz:\n> We look into it.\n\n',
  'one in Japanese': '2026年11月23日(月) 7:00 Ana Ruiz <notifications@github.com>:\n> We look into it.',
  Outlook:
    '-----Original Message-----\nFrom: Ana Ruiz <notifications@github.com>\nSent: Monday\nTo: acme/ops\nSubject: Re: Cards fail\n\n/update We look into it.',
  'Outlook on the web':
    '________________________________\n\nFrom: Ana Ruiz\nSent: Monday, 23 November 2026 07:00\nTo: acme/ops\nSubject: Re: Cards fail\n\nWe look into it. shop=degraded_performance',
  'a telephone': '\nSent from my iPhone\n\n> On 23 Nov 2026, at 07:00, Ana Ruiz wrote:\n>\n> We look into it.',
  'one that signs': '-- \nBo Lin\n+34 600 000 000\n\nOn Mon, Ana wrote:\n> We look into it.',
  'the button of a page': '> We look into it.',
}

test.each(Object.entries(QUOTED))('Customers read nothing of what %s quotes below an answer.', (_, quoted) => {
  for (const end of ['', '\r\n'])
    expect(commandIn(`/update Cards work again.\n\nOnly refunds wait.\n\n${quoted}${end}`)).toEqual({
      state: undefined,
      components: {},
      text: 'Cards work again.\n\nOnly refunds wait.',
    })
})

test.each([
  'Thanks!\n\n-----Original Message-----\nFrom: Ana\nSubject: Re: Cards fail\n\n/resolve All is well.',
  'Thanks!\n\n________________________________\nFrom: Ana\nSent: Monday\nSubject: Re: Cards fail\n\n/resolve All is well.',
])('A command that an answer quotes is none, and that is said: %j.', (comment) => {
  expect(commandIn(comment)).toEqual({ error: expect.stringContaining('quoted') as unknown })
})

test('One that stands below what it answers is heard.', () => {
  const above = 'On Mon, Ana wrote:\n> We look into it.\n\n'
  expect(commandIn(`${above}/resolve All is well.`)).toMatchObject({ state: 'resolved', text: 'All is well.' })
})

test('Whoever signs right below the words is heard.', () => {
  expect(commandIn('/resolve All is well.\n-- \nBo Lin\n')).toEqual({
    state: 'resolved',
    components: {},
    text: 'All is well.',
  })
})

test.each([
  'On Monday we wrote:\n\nAll cards work.',
  'Our provider says:\n\n> It is mended.',
  'Paid twice?\n\n> It is mended.\n\nWe pay it back.',
  'From: the shop\nTo: the till\nnothing goes.',
  'It is over.\n\n---\n\nRefunds follow.',
  'It is over.\n---\nRefunds follow.',
])('What somebody writes to customers stays: %j.', (words) => {
  expect(commandIn(`/update ${words}`)).toMatchObject({ text: words })
})
