import brandContrast from './brand-contrast.ts'
import changeSections from './change-sections.ts'
import changeWindowOrder from './change-window-order.ts'
import duplicateId from './duplicate-id.ts'
import fileReadable from './file-readable.ts'
import frontMatter from './front-matter.ts'
import idMatchesFile from './id-matches-file.ts'
import incidentTimesInOrder from './incident-times-in-order.ts'
import incidentUpdatesInOrder from './incident-updates-in-order.ts'
import linkExists from './link-exists.ts'
import publicText from './public-text.ts'
import referenceExists from './reference-exists.ts'
import type { Rule } from './rule.ts'
import runbookSections from './runbook-sections.ts'
import schema from './schema.ts'
import serviceDependencyCycle from './service-dependency-cycle.ts'
import siteLanguage from './site-language.ts'
import sloReference from './slo-reference.ts'
import sloSchema from './slo-schema.ts'
import standardChangeTemplate from './standard-change-template.ts'
import timeHasOffset from './time-has-offset.ts'
import unknownFile from './unknown-file.ts'
import yamlSyntax from './yaml-syntax.ts'

/** Every rule, in the order in which the docs list them: what can be read, what it refers to, then kind by kind. */
export const rules: readonly Rule[] = [
  fileReadable,
  yamlSyntax,
  frontMatter,
  schema,
  duplicateId,
  idMatchesFile,
  referenceExists,
  timeHasOffset,
  linkExists,
  unknownFile,
  siteLanguage,
  brandContrast,
  serviceDependencyCycle,
  changeWindowOrder,
  standardChangeTemplate,
  changeSections,
  incidentTimesInOrder,
  incidentUpdatesInOrder,
  publicText,
  runbookSections,
  sloSchema,
  sloReference,
]
