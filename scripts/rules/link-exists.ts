import type { Body } from '#model/records/body'
import type { Catalog } from '#model/catalog'
import type { Finding } from '#model/diagnostic'
import { isSafeUrl } from '#model/records/field'
import { relativeTarget } from '#model/records/relative-link'
import { defineRule } from './rule.ts'
import type { RuleContext } from './rule.ts'
import { POSTMORTEM_FILE, publicFile } from '#model/records/content-layout'

export default defineRule({
  name: 'link-exists',
  severity: 'error',
  scope: 'record',
  doc: 'A relative link in a text leads to a file of the content folder; others are http(s) or mailto.',
  *check(context) {
    for (const { file, body } of bodiesOf(context.catalog)) yield* judge(file, body, context)
    const { logo } = context.catalog.site.brand
    if (logo !== undefined && !context.exists(logo))
      yield {
        at: { file: 'site.yaml', path: ['brand', 'logo'] },
        message: `Unexpected logo \`${logo}\`, expected an image file beside \`site.yaml\`.`,
        help: 'Add the file, or leave `logo` out.',
      }
  },
})

/** Every Markdown text with the file that it stands in. */
export function* bodiesOf(catalog: Catalog): Generator<{ file: string; body: Body }> {
  for (const records of [
    catalog.changes,
    catalog.incidents,
    catalog.runbooks,
    catalog.change_templates,
    catalog.incident_templates,
  ])
    yield* records
  for (const { updates } of [...catalog.changes, ...catalog.incidents, ...catalog.salvaged]) yield* updates ?? []
  for (const { file, postmortem } of [...catalog.incidents, ...catalog.salvaged])
    if (postmortem) yield { file: publicFile(file, POSTMORTEM_FILE), body: postmortem }
}

/** What to do about an address that no page has as a link. */
function helpFor(url: string): string {
  if (/^(?:tel|sms|callto|sip):/i.test(url))
    return 'Write the number as text. One to be called from a page belongs to `people` in the file of a team.'
  return /^(?:slack|msteams|zoommtg|tg|discord|skype):/i.test(url)
    ? 'Write the channel as text, or its https:// address.'
    : 'Other schemes are not published: write the https:// address of the same, or no link.'
}

/** What any link that could lead astray has in it; most texts have none, and their tree is never made. */
const MAY_LINK = /\]\(|\]:|<|xmpp:/i

function* judge(file: string, body: Body, { outlineOf, exists }: RuleContext): Generator<Finding> {
  if (!MAY_LINK.test(body.markdown)) return
  for (const { url, span } of outlineOf(body).links) {
    const target = relativeTarget(file, url)
    if (!isSafeUrl(url))
      yield {
        at: { file, span },
        message: `Unexpected link to \`${url.slice(0, 60)}\`, expected http(s)://…, mailto:… or a relative path.`,
        help: helpFor(url),
      }
    else if (target !== null && !exists(target))
      yield {
        at: { file, span },
        message: `Unexpected link to \`${url}\`, expected a file that is there.`,
        help: 'Correct the path; it starts from the folder of this file.',
      }
  }
}
