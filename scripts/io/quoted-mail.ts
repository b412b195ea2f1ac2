/*
 * Who answers a notice of GitHub's by mail sends along what he answers, below his words: the mail's own text, which GitHub
 * folds away and an event has whole. Known by its lines, as https://github.com/github/email_reply_parser does it (MIT
 * licence), which GitHub itself shows such comments with; and where mail programs break the line above the quotation, or
 * write it in another language.
 */

/** `words` without the quotation of a mail at its end, and without the signature of who or what has sent it. */
export function withoutQuotedMail(words: string): string {
  const lines = words.split('\n')
  const forwarded = lines.findIndex((line, at) => at > 0 && beginsMail(lines, at, line))
  const above = trimmed(forwarded === -1 ? lines : lines.slice(0, forwarded))
  const own = /^_{10,}$/.test(short(above.at(-1))) ? trimmed(above.slice(0, -1)) : above
  const answered = trimmed(withoutQuotation(own))
  // A program may put its signature above what is quoted, or below.
  const signed = answered.findIndex(
    (line, at) => at > 0 && (line === '-- ' || (line.trimEnd() === '--' && isEmpty(answered[at - 1]))),
  )
  const unsigned = trimmed(signed === -1 ? answered : answered.slice(0, signed))
  return (SENT_FROM.test(short(unsigned.at(-1))) ? trimmed(unsigned.slice(0, -1)) : unsigned).join('\n')
}

const isEmpty = (line: string | undefined): boolean => (line ?? '').trim() === ''
/** Nobody's line of this kind is longer. */
const short = (line = ''): string => (line.length > 500 ? '' : line.trim())

function trimmed(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => !isEmpty(line))
  return lines.slice(0, end + 1)
}

/** Whether a mail begins in a line that isn't marked as quoted: a ruled line, or the heads that programs repeat. */
function beginsMail(lines: readonly string[], at: number, line: string): boolean {
  const text = short(line)
  if (ORIGINALS.has((RULED.exec(text)?.[1] ?? '').toLowerCase())) return true
  return FROM.test(text) && lines.slice(at + 1, at + 6).some((next) => SUBJECT.test(short(next)))
}

const RULED = /^-{2,20} ?([^-].{2,40}[^- ]) ?-{2,20}$/
/** What programs write between dashes, in the languages that most are set to. */
const ORIGINALS = new Set([
  'original message',
  'forwarded message',
  'ursprüngliche nachricht',
  'weitergeleitete nachricht',
  "message d'origine",
  'message d’origine',
  'mensaje original',
  'messaggio originale',
  'mensagem original',
  'oorspronkelijk bericht',
  'originalmeddelande',
  'oprindelig meddelelse',
  'opprinnelig melding',
  'wiadomość oryginalna',
])
const FROM = /^\*{0,2}(?:from|von|de|da|van|från|fra|od):\*{0,2} ?\S/i
const SUBJECT = /^\*{0,2}(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat):/i
const SENT_FROM =
  /^(?:sent from my|von meinem .{1,30} gesendet|envoyé de mon|enviado desde mi|get outlook for|<?sent from)\b/i

/** Without the lines marked with `>` at the end, and the line above them that says whose they are. */
function withoutQuotation(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => !isEmpty(line) && !line.startsWith('>'))
  if (end === lines.length - 1 || end === -1) return lines
  const said = lines.slice(0, end + 1)
  // It may be broken in three.
  for (let from = end; from >= 1 && from > end - 3 && !isEmpty(lines[from]); from--)
    if (saysWhose(short(lines.slice(from, end + 1).join(' ')))) return lines.slice(0, from)
  // What is quoted on purpose is said to be.
  return short(lines[end]).endsWith(':') ? lines : said
}

/** `On Mon, Nov 23, 2026 at 7:00 AM Ana <a@b.example> wrote:`, in some language. */
const saysWhose = (line: string): boolean =>
  line.endsWith(':') &&
  (/^(?:on|am|le|el|em|il|op|den|dnia|w dniu)\b/i.test(line) ? WROTE.test(line) : /<[^ <>]{1,200}@/.test(line))
const WROTE = /wrote|schrieb|a écrit|escribi|escreveu|ha scritto|schreef|skrev|napisał/i
