import type { NoticeWriting } from '#export/notice/notice'
import { speaks, wording } from '#model/status/wording'
import type { PublicCatalog } from '#model/publish/public'
import { renderMarkdown } from '#site/shared/markdown.ts'
import ar from '#site/status/i18n/ar.json' with { type: 'json' }
import de from '#site/status/i18n/de.json' with { type: 'json' }
import en from '#site/status/i18n/en.json' with { type: 'json' }
import es from '#site/status/i18n/es.json' with { type: 'json' }
import fr from '#site/status/i18n/fr.json' with { type: 'json' }
import ja from '#site/status/i18n/ja.json' with { type: 'json' }

export const LANGUAGES = { ar, de, en, es, fr, ja }

/** The words of the page's own language, with its times; English where nobody has translated it yet. */
export function wordsOf({ site, now }: Pick<PublicCatalog, 'site' | 'now'>): NoticeWriting {
  const known = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[]
  const spoken = known.find((one) => one === speaks(site.locale, known)) ?? 'en'
  const sameLanguage = new Intl.Locale(site.locale).language === spoken
  return {
    ...wording(sameLanguage ? site.locale : spoken, site.time_zone, now),
    tag: spoken,
    dir: spoken === 'ar' ? 'rtl' : 'ltr',
    words: LANGUAGES[spoken],
    fill: (sentence, values) => sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place),
    html: (markdown, id) => renderMarkdown(markdown, { headings: 3, prefix: id, link: () => null }),
  }
}
