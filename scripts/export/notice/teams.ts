import { shortened, type Notice } from './notice.ts'

/**
 * For a workflow of Teams that takes a webhook: an adaptive card. Runs of text know no Markdown.
 * https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
export function teamsMessage({ site, label, title, text, facts, link }: Notice): object {
  const block = (words: string, more: object = {}) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: words, ...more }],
  })
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
            ...shortened(text, 8000)
              .split('\n\n')
              .flatMap((part) => (part === '' ? [] : [block(part)])),
            ...facts.map((fact) => block(shortened(fact, 2000), { isSubtle: true })),
          ],
          actions: [{ type: 'Action.OpenUrl', title: shortened(site, 100) || 'Status', url: link }],
        },
      },
    ],
  }
}
