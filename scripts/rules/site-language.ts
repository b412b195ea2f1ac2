import { SITE_LANGUAGES } from '#model/status/site-languages'
import { speaks } from '#model/status/wording'
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
      if (speaks(tag, SITE_LANGUAGES) === null)
        yield {
          at: { file: 'site.yaml', path },
          message: `Unexpected language ${tag}, expected one of ${SITE_LANGUAGES.join(', ')}.`,
          help: `Translate \`site/status/i18n/en.json\` into \`${tag}.json\` beside it; until then the page ${path[0] === 'locale' ? 'speaks English' : 'is left out in it'}.`,
        }
  },
})
