import { CHANGE_SECTIONS } from '#model/records/change'
import { RUNBOOK_SECTIONS } from '#model/records/runbook'

/* What the field tables can't say: how the text below the front matter is written. */

const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n')
const PLAN = {
  'Implementation plan': 'what is done, step by step, so that a colleague could do it.',
  Verification: 'what shows that it worked, in numbers where there are any.',
  'Rollback plan': 'how it is undone, step by step, and how long that takes.',
} satisfies Record<(typeof CHANGE_SECTIONS)[number], string>

export const CHANGE_BODY = `Below the front matter a normal or an emergency change has these sections, none of them empty:

${list(CHANGE_SECTIONS.map((name) => `\`## ${name}\`: ${PLAN[name]}`))}

Other names that handbooks give them do as well (Backout plan, Testing & validation, \`1. Implementation steps:\`). From
\`approved\` on they say something: a placeholder such as TBD, N/A, an empty list or \`{{steps}}\` is no plan. Whatever else a reader should know (why, what came of it) stands above them. A standard change may leave them out: its
template has them.`

export const TEMPLATE_BODY = `Below the front matter stand the sections of a change. What differs from one change to the next is written
\`{{like_this}}\`.`

export const INCIDENT_BODY = `Below the front matter, both only for us:

- \`## Timeline\`: a line for each thing that happened, \`- 10:06 What, and who did it\`, in one time zone that you name.
- \`## Postmortem\`: what happened, its impact, why, what went well, what we changed. It may be written days later; the
  front matter's \`actions\` hold what follows from it.

What customers read lies in the folder \`public/\` beside it: its updates (below), and, once there is one,
\`public/postmortem.md\`. That is plain Markdown and needs no front matter; it is published as soon as it is merged.
A picture beside an update (PNG, JPEG, GIF, WebP or SVG, at most 1 MiB) is published with the text that shows it: \`![Load](load.png)\`.
Pictures beside a runbook or another record are shown on the ops site alone.`

export const UPDATE_BODY = `The text below the front matter is Markdown for customers: what they notice, what still works, what we do, when they
hear more. No host names, no ids of ours, no names of services that aren't public: \`validate\` points at them.

- The file's name is the time of posting in UTC, to the second: \`20260301T100600Z.md\` is 1 March 2026, 10:06:00. Where two
  share a second, the second one is \`20260301T100600Z-2.md\`, the third \`…Z-3.md\`.
- \`next_update\` is a promise: the page shows it while the incident is open, and the ops site says so once it has passed.
  Give it in every update but the last; the newest update alone counts.
- \`components\` need only name what changes; the rest stays as it was.`

export const RUNBOOK_BODY = `Below the front matter stand these sections, in this order:

${list(RUNBOOK_SECTIONS.map(({ name, aliases }) => `\`## ${name}\`${aliases.length > 0 ? `, or ${aliases.map((alias) => `\`## ${alias}\``).join(' or ')}` : ''}`))}

A **diagnosis step** is a heading, a command in a fence that names its language, a line that begins with \`Expected:\`, and
what each result means and where it leads. It only looks; what changes anything belongs under Mitigation.

\`\`\`\`markdown
### 1. Do the pods wait for the database?

\`\`\`promql
max(db_pool_wait_seconds{service="<SERVICE>"})
\`\`\`

Expected: below 0.02.

- Above 0.2: Mitigation, "More connections".
- Normal: step 2.
\`\`\`\`

A **placeholder** is \`<NAME>\` in a command: what differs from one night to the next. Its usual value stands in the front
matter, \`placeholders: {SERVICE: booking}\`, and at the top of the page.

A **decision tree** is a fence with the language \`decision\`, in YAML. It asks, and each answer has something to \`do\`, a
\`runbook\` to follow (its id), someone to \`escalate\` to, or a further question with branches of its own:

\`\`\`\`markdown
\`\`\`decision
ask: What did the diagnosis show?
branches:
  - answer: A release shortly before
    do: Go back one release, below
  - answer: Pods die in one zone only
    ask: Are the other two zones below 70 % of their CPU?
    branches:
      - answer: "Yes"
        do: Leave the zone, below
      - answer: "No"
        runbook: core/more-capacity
  - answer: None of these
    escalate: ana
\`\`\`
\`\`\`\``
