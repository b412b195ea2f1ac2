import { shortened, type Notice } from './notice.ts'

/** For ntfy, without the topic. https://docs.ntfy.sh/publish/#publish-as-json */
export function ntfyMessage({ site, label, title, text, facts, link, mood }: Notice): object {
  return {
    title: shortened(`${label}: ${title}`, 250),
    // It takes 4096 bytes, and of the JSON twice as many.
    message: shortened([text, ...facts].filter((part) => part !== '').join('\n\n') || site, 1200),
    tags: [TAGS[mood]],
    click: link,
  }
}

/** https://docs.ntfy.sh/emojis/ */
const TAGS = { trouble: 'warning', plan: 'wrench', over: 'white_check_mark' }
