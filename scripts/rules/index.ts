import actionOverdue from './action-overdue.ts'
import alertHasRunbook from './alert-has-runbook.ts'
import announcementMoved from './announcement-moved.ts'
import approvalOutstanding from './approval-outstanding.ts'
import approvalsMissing from './approvals-missing.ts'
import budgetGivenBack from './budget-given-back.ts'
import brandContrast from './brand-contrast.ts'
import channelComponents from './channel-components.ts'
import changeDuringIncident from './change-during-incident.ts'
import changeMissed from './change-missed.ts'
import changeOutcome from './change-outcome.ts'
import changeOverlapsChange from './change-overlaps-change.ts'
import changeOverlapsFreeze from './change-overlaps-freeze.ts'
import changeReviewDue from './change-review-due.ts'
import changeSections from './change-sections.ts'
import changeTransition from './change-transition.ts'
import changeWindowOrder from './change-window-order.ts'
import decisionTree from './decision-tree.ts'
import duplicateId from './duplicate-id.ts'
import emergencyAuthorised from './emergency-authorised.ts'
import environmentKnown from './environment-known.ts'
import errorBudgetSpent from './error-budget-spent.ts'
import fileReadable from './file-readable.ts'
import freezeEnding from './freeze-ending.ts'
import freezeLength from './freeze-length.ts'
import freezeStops from './freeze-stops.ts'
import frontMatter from './front-matter.ts'
import futureTime from './future-time.ts'
import futureUpdate from './future-update.ts'
import handle from './handle.ts'
import idMatchesFile from './id-matches-file.ts'
import implementerDoubleBooked from './implementer-double-booked.ts'
import implementerKnown from './implementer-known.ts'
import importedChangePlan from './imported-change-plan.ts'
import incidentComponents from './incident-components.ts'
import incidentDuration from './incident-duration.ts'
import incidentResolved from './incident-resolved.ts'
import incidentReviewDue from './incident-review-due.ts'
import incidentSince from './incident-since.ts'
import incidentStale from './incident-stale.ts'
import incidentTimesInOrder from './incident-times-in-order.ts'
import incidentUpdatesInOrder from './incident-updates-in-order.ts'
import leadTime from './lead-time.ts'
import linkExists from './link-exists.ts'
import mergeConflict from './merge-conflict.ts'
import notInWindow from './not-in-window.ts'
import objection from './objection.ts'
import outsideMaintenanceWindow from './outside-maintenance-window.ts'
import overlapsEvent from './overlaps-event.ts'
import phoneNumber from './phone-number.ts'
import placeholderDefined from './placeholder-defined.ts'
import publicText from './public-text.ts'
import referenceExists from './reference-exists.ts'
import rollbackMeasurable from './rollback-measurable.ts'
import rolloutReachesAll from './rollout-reaches-all.ts'
import type { Rule } from './rule.ts'
import runbookAlertExists from './runbook-alert-exists.ts'
import runbookEscalation from './runbook-escalation.ts'
import runbookMutatingDiagnosis from './runbook-mutating-diagnosis.ts'
import runbookDrift from './runbook-drift.ts'
import runbookSections from './runbook-sections.ts'
import runbookStale from './runbook-stale.ts'
import runbookStepExpected from './runbook-step-expected.ts'
import schema from './schema.ts'
import serviceDependencyCycle from './service-dependency-cycle.ts'
import siteLanguage from './site-language.ts'
import settingsUnreadable from './settings-unreadable.ts'
import sloAlertReachable from './slo-alert-reachable.ts'
import sloExceedsDependency from './slo-exceeds-dependency.ts'
import sloLowTraffic from './slo-low-traffic.ts'
import sloReference from './slo-reference.ts'
import sloSchema from './slo-schema.ts'
import standardChangeLowRisk from './standard-change-low-risk.ts'
import standardChangeTemplate from './standard-change-template.ts'
import timeHasOffset from './time-has-offset.ts'
import unknownFile from './unknown-file.ts'
import unowned from './unowned.ts'
import updateOverdue from './update-overdue.ts'
import updateText from './update-text.ts'
import yamlSyntax from './yaml-syntax.ts'

/**
 * Every rule, in the order in which the docs list them: what can be read, what it refers to, then kind by kind,  then
 * what the gate asks, then what time brings about.
 */
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
  handle,
  phoneNumber,
  siteLanguage,
  brandContrast,
  channelComponents,
  serviceDependencyCycle,
  changeWindowOrder,
  standardChangeLowRisk,
  standardChangeTemplate,
  changeSections,
  rollbackMeasurable,
  rolloutReachesAll,
  changeOutcome,
  freezeLength,
  incidentTimesInOrder,
  incidentUpdatesInOrder,
  futureUpdate,
  futureTime,
  incidentComponents,
  incidentResolved,
  incidentDuration,
  incidentSince,
  updateText,
  publicText,
  runbookSections,
  runbookAlertExists,
  alertHasRunbook,
  runbookStepExpected,
  runbookMutatingDiagnosis,
  runbookEscalation,
  decisionTree,
  placeholderDefined,
  runbookDrift,
  sloSchema,
  sloReference,
  sloAlertReachable,
  sloExceedsDependency,
  sloLowTraffic,
  mergeConflict,
  settingsUnreadable,
  changeTransition,
  approvalsMissing,
  objection,
  emergencyAuthorised,
  environmentKnown,
  implementerKnown,
  importedChangePlan,
  freezeStops,
  announcementMoved,
  leadTime,
  changeOverlapsFreeze,
  changeOverlapsChange,
  implementerDoubleBooked,
  outsideMaintenanceWindow,
  overlapsEvent,
  changeDuringIncident,
  errorBudgetSpent,
  budgetGivenBack,
  changeMissed,
  notInWindow,
  updateOverdue,
  incidentStale,
  approvalOutstanding,
  changeReviewDue,
  incidentReviewDue,
  actionOverdue,
  runbookStale,
  freezeEnding,
  unowned,
]
