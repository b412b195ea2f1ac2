import type { Finding } from '#model/diagnostic'
import { commandsIn, tongueOf } from '#model/runbook/command'
import type { Step } from '#model/runbook/procedure'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'runbook-step-expected',
  severity: 'warning',
  scope: 'record',
  doc: 'A step of a diagnosis that has something to run says in which language, and, in a line `Expected: …`, what to see where all is well.',
  *check({ catalog, procedureOf }) {
    for (const { file, body } of catalog.runbooks)
      for (const step of procedureOf(body).steps) if (step.section === 'Diagnosis') yield* inStep(step, file)
  },
})

function* inStep({ heading, blocks, expects }: Step, file: string): Generator<Finding> {
  for (const { language, span } of blocks)
    if (language === null)
      yield {
        at: { file, span },
        message: 'Unexpected fenced block without a language, expected ```sh, ```promql, ```sql or what it is.',
        help: 'With a language the page knows a command from its output, and says what it does. Output is ```text.',
      }
  const [first] = blocks.filter(({ language, text }) => isToRun(language, text))
  if (first && !expects)
    yield {
      at: { file, span: first.span },
      message: `Missing \`Expected: …\` in "${heading}", expected what the command shows where all is well.`,
      help: 'Below the command write `Expected: …`, and what each other result means.',
    }
}

const isToRun = (language: string | null, text: string) =>
  tongueOf(language, text) === 'query' || commandsIn(language, text).length > 0
