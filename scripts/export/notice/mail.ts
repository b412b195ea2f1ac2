import { escapeText } from 'entities'
import { shortId, type NewsEvent } from '#model/notify/event'
import type { StatusPage } from '#model/status/page'
import { shortened, type Notice } from './notice.ts'

/** A mail, but for who it is from and to. */
export interface WrittenMail {
  subject: string
  text: string
  html: string
  messageId: string
  thread: string
  list: { name: string; id: string }
}

/** The mail of an event to one outlet: it has the same id however often it is sent, and one thread an incident. */
export function mailOf(
  event: NewsEvent,
  outlet: string,
  notice: Notice,
  { site }: StatusPage,
  dir: 'ltr' | 'rtl',
): WrittenMail {
  const { label, title, text, html, facts, link } = notice
  const host = new URL(site.url).hostname
  const own = shortId(outlet)
  const line = escapeText(`${label}: ${title}`)
  return {
    subject: shortened(`[${notice.site}] ${label}: ${title}`, 400),
    text: [`${label}: ${title}`, text, facts.join('\n'), link].filter((part) => part !== '').join('\n\n') + '\n',
    html: `<!doctype html>
<html lang="${attribute(site.locale)}" dir="${dir}"><head><meta charset="utf-8"><title>${line}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
<h1 style="font-size: 1.2em">${line}</h1>
${html}
${facts.map((fact) => `<p style="color: #555">${escapeText(fact)}</p>`).join('\n')}
<p><a href="${attribute(link)}">${escapeText(link)}</a></p>
</body></html>
`,
    messageId: `<${event.id}.${own}@${host}>`,
    thread: `<${event.of}@${host}>`,
    list: { name: notice.site, id: `status.${host}` },
  }
}

const attribute = (text: string) => escapeText(text).replaceAll('"', '&quot;')
