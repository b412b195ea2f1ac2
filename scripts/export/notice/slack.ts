import { shortened, type Notice } from './notice.ts'

/** What a text of a message may have in characters. https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const MOST = 3000

/** For an incoming webhook of Slack. https://docs.slack.dev/messaging/formatting-message-text/#escaping */
export function slackMessage({ site, label, title, text, facts, link }: Notice): object {
  const section = (words: string) => ({ type: 'section', text: { type: 'mrkdwn', text: words, verbatim: true } })
  return {
    text: escaped(`${label}: ${title}`, MOST),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      section(`*${escaped(label, 200)}*\n<${escaped(link.replaceAll('|', '%7C'), 2000)}|${escaped(title, 700)}>`),
      ...(text === '' ? [] : [section(escaped(text, MOST))]),
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', verbatim: true, text: escaped([site, ...facts].join(' · '), 2000) }],
      },
    ],
  }
}

/** Nothing in it is a mention, a link or a command to Slack. No more than so many characters, which escaping makes more of. */
const escaped = (text: string, most: number) =>
  shortened(
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    most,
    // Not amid the name of a character.
    (cut) => cut.replace(/&[a-z]{0,3}$/, ''),
  )
