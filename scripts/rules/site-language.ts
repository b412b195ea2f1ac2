import { SITE_LANGUAGES } from '#model/status/site-languages'
import { speaks } from '#model/status/wording'
import { meantLanguage } from '#model/records/near-name'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'site-language',
  severity: 'warning',
  scope: 'record',
  doc: 'The public page has words for each language of the site.',
  *check({ catalog }) {
    const { locale, locales = [] } = catalog.site
    const named = [{ tag: locale, path: ['locale'] }, ...locales.map((tag, i) => ({ tag, path: ['locales', i] }))]
    for (const { tag, path } of named)
      if (speaks(tag, SITE_LANGUAGES) === null) {
        const meant = meantLanguage(tag, SITE_LANGUAGES)
        yield {
          at: { file: 'site.yaml', path },
          message: `Unexpected language ${tag}, expected one of ${SITE_LANGUAGES.join(', ')}.`,
          help: `${meant === null ? 'Take one of those, or leave it out.' : `Did you mean \`${meant}\`?`} As it is, ${path[0] === 'locale' ? 'the page speaks English' : 'there is no page in it'}.`,
        }
      }
  },
})
