import { tongueOf } from '#model/runbook/command'
import { undefinedIn } from '#model/runbook/placeholder'
import { placeInBlock, type Block } from '#model/runbook/procedure'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'placeholder-defined',
  severity: 'warning',
  scope: 'record',
  doc: 'What stands as `<NAME>` or `{{NAME}}` in a command is among the `placeholders` of the runbook, so that it is typed once.',
  *check({ catalog, procedureOf }) {
    for (const { file, body, placeholders } of catalog.runbooks) {
      const told = new Set(Object.keys(placeholders))
      for (const { blocks } of procedureOf(body).steps)
        for (const block of blocks.filter(isCommand))
          for (const { name, at, length } of undefinedIn(block.text, [...told])) {
            // Once each: it is defined in one place.
            if (told.has(name)) continue
            told.add(name)
            yield {
              at: { file, span: placeInBlock(block, at, length) },
              message: `Unexpected placeholder \`${name}\`, expected one of \`placeholders\`.`,
              help: `Add \`placeholders: {${name}: …}\` to the front matter; a value that is to be looked up is \`""\`.`,
            }
          }
    }
  },
})

const isCommand = ({ language, text }: Block) => tongueOf(language, text) !== 'other'
