import { commandsIn } from '#model/runbook/command'
import { placeInBlock } from '#model/runbook/procedure'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'runbook-mutating-diagnosis',
  severity: 'warning',
  scope: 'record',
  doc: 'To diagnose is to look: a command that changes something belongs to the mitigation. A dry run may stay.',
  *check({ catalog, procedureOf }) {
    for (const { file, body } of catalog.runbooks)
      for (const { section, blocks } of procedureOf(body).steps)
        for (const block of section === 'Diagnosis' ? blocks : [])
          for (const { text, line, effect } of commandsIn(block.language, block.text)) {
            if (effect !== 'changes') continue
            const from = block.text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0)
            const [first = ''] = text.split('\n')
            yield {
              at: { file, span: placeInBlock(block, from, first.length) },
              message: `Unexpected command in the diagnosis that changes something, expected one that only reads: \`${shortened(first)}\`.`,
              help: 'Move it to the mitigation, or show it with `--dry-run`.',
            }
          }
  },
})

const shortened = (command: string) => {
  const plain = command.trim().replaceAll('`', '')
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}
