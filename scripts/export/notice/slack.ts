import { shortened, type Notice } from './notice.ts'

/** For an incoming webhook of Slack. https://docs.slack.dev/messaging/formatting-message-text/#escaping */
export function slackMessage({ site, label, title, text, facts, link }: Notice): object {
  const section = (words: string) => ({ type: 'section', text: { type: 'mrkdwn', text: words, verbatim: true } })
  // A section takes 3000 characters, which escaping makes more of.
  return {
    text: escaped(`${label}: ${title}`),
    unfurl_links: false,
    blocks: [
      section(`*${escaped(shortened(label, 200))}*\n<${escaped(link)}|${escaped(shortened(title, 500))}>`),
      ...(text === '' ? [] : [section(shortened(escaped(shortened(text, 2500)), 3000))]),
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', verbatim: true, text: shortened([site, ...facts].map(escaped).join(' · '), 2000) },
        ],
      },
    ],
  }
}

/** Nothing in it is a mention, a link or a command to Slack. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
