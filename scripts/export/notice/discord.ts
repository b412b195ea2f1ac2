import { shortened, type Notice } from './notice.ts'

// https://docs.discord.com/developers/resources/message#embed-object-embed-limits: 256, 4096, and 6000 in all.

/** For a webhook of Discord; it mentions nobody, whatever stands in it. https://discord.com/developers/docs/resources/webhook */
export function discordMessage({ site, label, title, text, facts, link, mood }: Notice): object {
  return {
    username: usable(site),
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: escaped(`${label}: ${title}`, 256),
        url: link,
        description: escaped([text, ...facts].filter((part) => part !== '').join('\n\n'), 4096),
        color: COLOURS[mood],
      },
    ],
  }
}

const COLOURS = { trouble: 0xc0_39_2b, plan: 0x29_80_b9, over: 0x27_ae_60 }

/** Words stay words: nothing is bold, a link or a heading by its marks. An address is none, and would no longer lead there. */
const escaped = (text: string, most: number) =>
  shortened(
    text
      .split(/(\bhttps?:\/\/[^\s\\*`|<>[\]()]+)/)
      .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(/[\\*_~`|<>[\]#]|^-/gm, String.raw`\$&`)))
      .join(''),
    most,
    withoutHalf,
  )

/** Not cut amid an escaped mark. */
function withoutHalf(cut: string): string {
  let marks = 0
  while (cut.at(-1 - marks) === '\\') marks++
  return marks % 2 === 1 ? cut.slice(0, -1) : cut
}

/** It takes no name of more than 80 characters, nor one with its own. */
const usable = (name: string) => (name === '' || /discord|clyde/i.test(name) ? 'Status' : shortened(name, 80))
