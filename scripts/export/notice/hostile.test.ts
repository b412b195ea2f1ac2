import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anyText } from '../../fixtures/any-text.ts'
import { discordMessage } from './discord.ts'
import type { Notice } from './notice.ts'
import { ntfyMessage } from './ntfy.ts'
import { slackMessage } from './slack.ts'
import { teamsMessage } from './teams.ts'

/*
 * Whatever an update says, each service takes the message, and mentions nobody. The forms are those of their documentation,
 * as read in November 2026, strict where a field more would be a mistake.
 */

const chars = (most: number) => z.string().min(1).max(most)
const PLAIN = z.literal('mrkdwn')

/** https://docs.slack.dev/reference/block-kit/blocks: 3000 characters a text, 50 blocks, 10 elements of a context. */
const SLACK = z.strictObject({
  text: chars(3000),
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
  blocks: z
    .array(
      z.union([
        z.strictObject({
          type: z.literal('section'),
          text: z.strictObject({ type: PLAIN, text: chars(3000), verbatim: z.literal(true) }),
        }),
        z.strictObject({
          type: z.literal('context'),
          elements: z
            .array(z.strictObject({ type: PLAIN, text: chars(3000), verbatim: z.literal(true) }))
            .min(1)
            .max(10),
        }),
      ]),
    )
    .min(1)
    .max(50),
})

/** https://docs.discord.com/developers/resources/webhook#execute-webhook and …/message#embed-object-embed-limits */
const DISCORD = z.strictObject({
  username: chars(80).regex(/^(?!.*(?:discord|clyde)).*$/isu),
  allowed_mentions: z.strictObject({ parse: z.tuple([]) }),
  embeds: z.tuple([
    z.strictObject({
      title: chars(256),
      url: z.url(),
      description: z.string().max(4096),
      color: z.int().max(0xff_ff_ff),
    }),
  ]),
})

/** https://adaptivecards.io/explorer, and what a workflow wants around a card. */
const TEAMS = z.strictObject({
  type: z.literal('message'),
  attachments: z.tuple([
    z.strictObject({
      contentType: z.literal('application/vnd.microsoft.card.adaptive'),
      contentUrl: z.null(),
      content: z.strictObject({
        $schema: z.string(),
        type: z.literal('AdaptiveCard'),
        version: z.literal('1.4'),
        body: z.array(
          z.strictObject({
            type: z.literal('RichTextBlock'),
            spacing: z.literal('none').optional(),
            inlines: z.tuple([
              z.strictObject({
                type: z.literal('TextRun'),
                text: z
                  .string()
                  .min(1)
                  .regex(/^[^\n]*$/),
                size: z.enum(['small', 'default', 'medium', 'large', 'extraLarge']).optional(),
                weight: z.enum(['lighter', 'default', 'bolder']).optional(),
                isSubtle: z.boolean().optional(),
              }),
            ]),
          }),
        ),
        actions: z.tuple([z.strictObject({ type: z.literal('Action.OpenUrl'), title: chars(100), url: z.url() })]),
      }),
    }),
  ]),
})

const bytes = (most: number) => z.string().refine((text) => Buffer.byteLength(text) <= most)
/** https://docs.ntfy.sh/publish/#publish-as-json and #limitations */
const NTFY = z.strictObject({
  title: chars(250),
  message: bytes(4096).min(1),
  tags: z.array(z.string()),
  click: z.url(),
})

const KINDS: [string, (notice: Notice) => object, z.ZodType, number][] = [
  ['Slack', slackMessage, SLACK, 40_000],
  ['Discord', discordMessage, DISCORD, 40_000],
  ['Teams', teamsMessage, TEAMS, 21_000],
  ['ntfy', ntfyMessage, NTFY, 8192],
]

const NOTICE: Notice = {
  site: 'Acme',
  label: 'Investigating',
  title: 'Shop is down',
  text: 'We are looking into it.',
  html: '',
  facts: ['Affects: Shop (Partial outage)'],
  link: 'https://status.acme.example/incidents/a/',
  mood: 'trouble',
}

const HOSTILE = {
  'a mention of everybody': '@everyone @here <!channel> <!everyone> <@U012AB3CD> <@&1234> <#C024BE7LR> <users/all>',
  'a link that says another one': '[bank.example](https://evil.example) <https://evil.example|bank.example>',
  'marks of every kind': '*a* _b_ ~c~ `d` ||e|| > f\n# g\n- h\n```\ni\n```',
  'ten kilobytes of marks': '*&<>_`\\'.repeat(1500),
  'ten kilobytes of one word': 'x'.repeat(10_240),
  'ten thousand paragraphs': 'x\n\n'.repeat(10_000),
  'thousands of lines': 'x\n'.repeat(5000),
  'the widest characters': '漢'.repeat(10_000),
  'characters of two halves': '👩‍👩‍👧‍👦'.repeat(2000),
  'Arabic, and what turns the order of words': `العربية \u202Eevil\u202C ${'א'.repeat(3000)}`,
  'quotes and ends': '"}]}\\n\\"\'\r\n',
}

describe.each(KINDS)('%s takes', (_, write, form, most) => {
  /** What they wouldn't take of a notice. */
  const refused = (notice: Notice): string[] => {
    const message = write(notice)
    const { error } = form.safeParse(message)
    const json = JSON.stringify(message)
    return [
      ...(error?.issues.map((one) => `${one.path.join('.')}: ${one.message}`) ?? []),
      ...(Buffer.byteLength(json) > most ? [`${Buffer.byteLength(json)} bytes`] : []),
      ...(json.isWellFormed() ? [] : ['half a character']),
    ]
  }

  test.each(Object.entries(HOSTILE))('%s.', (__, words) => {
    const line = words.replaceAll(/\s+/g, ' ').trim()
    expect(refused({ ...NOTICE, text: words })).toEqual([])
    expect(refused({ ...NOTICE, title: line, site: line, facts: [`Affects: ${line}`, line] })).toEqual([])
    expect(refused({ ...NOTICE, title: line, text: words, site: line, facts: [line, line] })).toEqual([])
  })

  test('a notice that says nothing but its title.', () => {
    expect(refused({ ...NOTICE, text: '', facts: [] })).toEqual([])
  })

  test('whatever there is.', () => {
    const oneLine = anyText({ minLength: 1, maxLength: 300 }).map((text) => text.replaceAll(/[\s\p{Cc}]+/gu, 'x'))
    const words = anyText({ maxLength: 12_000 }).map((text) => text.replaceAll(/[^\P{Cc}\n]/gu, ''))
    fc.assert(
      fc.property(oneLine, words, fc.array(oneLine, { maxLength: 3 }), (title, text, facts) => {
        expect(refused({ ...NOTICE, title, text, facts })).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('Nobody is called, and nothing is a link but the page,', () => {
  const words = Object.values(HOSTILE).map((text) => text.slice(0, 400))

  test.each(words)('on Slack: %j', (text) => {
    const line = text.replaceAll(/\s+/g, ' ').trim()
    const said = JSON.stringify(slackMessage({ ...NOTICE, text, title: line, site: line, facts: [line] }))
    expect(said.match(/<[^>]*>/g)?.map((one) => one.replace(/\|.*/, ''))).toEqual([`<${NOTICE.link}`])
  })

  test.each(words)('on Discord: %j', (text) => {
    const { embeds, ...rest } = DISCORD.parse(discordMessage({ ...NOTICE, text, title: text.replaceAll(/\s+/g, ' ') }))
    // In an embed a mention calls nobody, and outside of it stands none.
    expect(Object.keys(rest)).toEqual(['username', 'allowed_mentions'])
    const [{ title, description }] = embeds
    for (const said of [title, description])
      expect(said.replaceAll(/\\./gs, '').replaceAll(/https?:\/\/\S*/g, '')).not.toMatch(/[*_~`|<>[\]#]/)
  })
})

test('An address in a text leads where it did, on Discord too.', () => {
  const text = 'See https://docs.acme.example/how_to_wait__now#part, *please*.'
  expect(DISCORD.parse(discordMessage({ ...NOTICE, text, facts: [] })).embeds[0].description).toBe(
    'See https://docs.acme.example/how_to_wait__now#part, \\*please\\*.',
  )
})
