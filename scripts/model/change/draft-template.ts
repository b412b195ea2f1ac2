import type { Body, Outline } from '../records/body.ts'
import { CHANGE_SECTIONS } from '../records/change.ts'
import type { ChangeDraft, SectionName } from './draft.ts'
import { placeholderNames, withValues } from '../records/placeholder-values.ts'
import type { ChangeTemplate } from '../records/template.ts'
import { linesUnder } from './sections.ts'

type Sections = Partial<Record<SectionName, string>>

/** The texts under the three headings of a template. */
export function templateSections(body: Body, outline: Outline): Sections {
  return Object.fromEntries(
    CHANGE_SECTIONS.flatMap((name) => {
      const [lines] = linesUnder(name, body, outline)
      return lines
        ? [
            [
              name,
              lines
                .join('\n')
                .replace(/^\s*\n/, '')
                .trimEnd(),
            ],
          ]
        : []
    }),
  )
}

/** The names of the placeholders of a template's sections, in the order in which they first stand there. */
export const placeholdersIn = (sections: Sections): string[] => placeholderNames(Object.values(sections))

/** The sections with values for their placeholders. */
export const filled = (sections: Sections, values: Readonly<Record<string, string>>): Sections =>
  Object.fromEntries(Object.entries(sections).map(([name, text]) => [name, withValues(text, values)]))

/** A draft with what a template says, where the draft says nothing itself. */
export function fromTemplate(draft: ChangeDraft, template: ChangeTemplate, sections: Sections): ChangeDraft {
  return {
    ...draft,
    services: draft.services ?? template.services,
    risk: draft.risk ?? template.risk,
    max_duration: draft.max_duration ?? template.rollback?.max_duration,
    criteria: draft.criteria ?? template.rollback?.criteria,
    estimated_duration: draft.estimated_duration ?? template.estimated_duration,
    sections: { ...sections, ...draft.sections },
  }
}
