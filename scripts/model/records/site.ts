import { z } from 'zod'
import {
  date,
  defaulted,
  httpUrl,
  siteUrl,
  instant,
  webLink,
  optional,
  record,
  required,
  secureUrl,
  text,
  timeZone,
} from './field.ts'

const shared = {
  components: optional(
    z.array(text).meta({ sample: '[checkout]' }),
    'Only what concerns one of these public services; left out: everything.',
  ),
  allow_private: defaulted(z.boolean(), false, 'true: its address may lie in a private network, or on this machine.'),
}
const address = required(text, 'Name of the environment variable that holds the address.')
const kind = <K extends string>(name: K) => required(z.literal(name), 'Which channel it is.')

const channel = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: kind('webhook'),
    url_env: address,
    secret_env: optional(text, 'Name of the environment variable that holds the secret that messages are signed with.'),
    ...shared,
  }),
  z.strictObject({ kind: kind('slack'), url_env: address, ...shared }),
  z.strictObject({ kind: kind('discord'), url_env: address, ...shared }),
  z.strictObject({ kind: kind('teams'), url_env: address, ...shared }),
  z.strictObject({ kind: kind('ntfy'), url_env: address, ...shared }),
  z.strictObject({
    kind: kind('email'),
    smtp_env: required(text, "Name of the environment variable that holds the mail server's address."),
    from: required(text, 'Who writes.'),
    to: required(z.union([text, z.array(text)]), "Who reads: addresses, or a list's one."),
    ...shared,
  }),
])
export type Channel = z.output<typeof channel>

const locale = z
  .string()
  .refine((tag) => isLocale(tag), {
    error: (issue) => `Unexpected language ${JSON.stringify(issue.input)}, expected a tag such as en or de.`,
  })
  .meta({ label: 'language' })

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** `site.yaml`: what both sites are called, where they live, and how they count. */
export const siteSchema = record({
  name: required(text, 'The name on both sites.'),
  url: required(siteUrl, 'Address of the public site.'),
  ops_url: optional(siteUrl, 'Address of the internal site.'),
  time_zone: defaulted(
    timeZone,
    'Etc/UTC',
    'The zone that days and months are counted in, and that both sites say times in; UTC stands second.',
  ),
  locale: defaulted(locale, 'en', 'Language of the public site.'),
  locales: optional(z.array(locale), 'All languages of the public site, where there are several.'),
  support_url: optional(webLink, 'Where a customer gets help.'),
  uptime: defaulted(
    z.strictObject({
      days: defaulted(z.int().min(1).max(365), 90, 'Days in the bars and the percentage.'),
      partial_weight: defaulted(z.number().min(0).max(1), 0.3, 'How much a partial outage counts, 0 to 1.'),
    }),
    {},
    'How uptime is counted.',
  ),
  brand: defaulted(
    z.strictObject({
      color: optional(
        z
          .string()
          .regex(/^#[0-9a-f]{6}$/i, { error: 'Unexpected colour, expected six hexadecimal digits such as "#0b5fff".' })
          .meta({ label: 'colour' }),
        'Accent colour, `"#rrggbb"`.',
      ),
      logo: optional(text, 'An image file beside `site.yaml`.'),
    }),
    {},
    'What the public site wears.',
  ),
  notify: defaulted(z.array(channel), [], 'Channels that hear what becomes public; secrets come from the environment.'),
  subscribe: defaulted(
    z.strictObject({
      email: optional(webLink, "Where a reader signs up for mail: a list's page."),
      ntfy: optional(httpUrl, 'A topic of ntfy, `https://ntfy.sh/acme-status`.'),
    }),
    {},
    'Where else readers of the public site can subscribe; it is public.',
  ),
  repository: optional(siteUrl, 'Where the content lives, for links to the forge: `https://github.com/acme/ops`.'),
  prometheus_url: optional(
    secureUrl,
    'Where queries are asked, for links of the internal site: `https://prometheus.acme.example`.',
  ),
  sample: optional(
    instant,
    'The moment that sample content is meant for: its `now`, and a notice on both sites. Delete it to go live.',
  ),
})

export type Site = z.output<typeof siteSchema>

/** What a site is called where `site.yaml` can't be read: the pages must still come out. */
export const UNNAMED_SITE: Site = siteSchema.parse({ name: 'Status', url: 'https://status.invalid' })

/** Whether it is known where the public site lives: without that no page of it can be written. */
export const isAddressed = ({ url }: Pick<Site, 'url'>): boolean => url !== UNNAMED_SITE.url

/** Since when and until when a service is a component. */
export const componentLife = {
  since: optional(date, 'A component from this day on.'),
  until: optional(date, 'The first day on which it is none any more: retires it.'),
}
