import { shortened, type Notice } from './notice.ts'

/**
 * For a workflow of Teams that takes a webhook: an adaptive card. Runs of text know no Markdown, nor the end of a line.
 * https://adaptivecards.io/explorer/TextRun.html
 */
export function teamsMessage(notice: Notice): object {
  let most = 6000
  let message = cardOf(notice, most)
  while (most > 1 && Buffer.byteLength(JSON.stringify(message)) > MOST_BYTES) {
    most = Math.floor(most / 2)
    message = cardOf(notice, most)
  }
  return message
}

/**
 * It takes about 28 KB, of which it makes something longer itself, so that 21 KB were seen to be refused.
 * https://learn.microsoft.com/connectors/teams/#known-issues-and-limitations-with-actions
 */
const MOST_BYTES = 20_000

function cardOf({ site, label, title, text, facts, link }: Notice, most: number): object {
  const block = (words: string, more: object = {}, place: object = {}) => ({
    type: 'RichTextBlock',
    ...place,
    inlines: [{ type: 'TextRun', text: words, ...more }],
  })
  const paragraphs = shortened(text, most).split(/\n{2,}/)
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block(shortened(`${label}: ${title}`, 500), { weight: 'bolder', size: 'medium' }),
            ...paragraphs.flatMap((paragraph) =>
              paragraph
                .split('\n')
                .filter((line) => line.trim() !== '')
                .map((line, i) => block(line, {}, i === 0 ? {} : { spacing: 'none' })),
            ),
            ...facts.map((fact) => block(shortened(fact, 1000), { isSubtle: true })),
          ],
          actions: [{ type: 'Action.OpenUrl', title: shortened(site, 100), url: link }],
        },
      },
    ],
  }
}
