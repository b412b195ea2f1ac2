import { shortened, type Notice } from './notice.ts'

/** For a webhook of Discord; it mentions nobody, whatever stands in it. https://discord.com/developers/docs/resources/webhook */
export function discordMessage({ site, label, title, text, facts, link, mood }: Notice): object {
  return {
    username: usable(site),
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: shortened(escaped(`${label}: ${title}`), 256),
        url: link,
        description: shortened(escaped([text, ...facts].filter((part) => part !== '').join('\n\n')), 4000),
        color: COLOURS[mood],
      },
    ],
  }
}

const COLOURS = { trouble: 0xc0_39_2b, plan: 0x29_80_b9, over: 0x27_ae_60 }

/** Words stay words: nothing is bold, a link or a heading by its marks. */
const escaped = (text: string) => text.replaceAll(/[\\*_~`|<>[\]#]/g, String.raw`\$&`)

/** It takes no name of more than 80 characters, nor one with its own. */
const usable = (name: string) => (name === '' || /discord|clyde/i.test(name) ? 'Status' : shortened(name, 80))
