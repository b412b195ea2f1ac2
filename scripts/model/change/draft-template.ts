import type { Body, Outline } from '../records/body.ts'
import { CHANGE_SECTIONS } from '../records/change.ts'
import type { ChangeDraft, SectionName } from './draft.ts'
import type { ChangeTemplate } from '../records/template.ts'

type Sections = Partial<Record<SectionName, string>>

/** The texts under the three headings of a template, each up to the next heading as high. */
export function templateSections({ markdown, line: first }: Body, { headings }: Outline): Sections {
  const lines = markdown.split('\n')
  return Object.fromEntries(
    CHANGE_SECTIONS.flatMap((name) => {
      const index = headings.findIndex(({ text }) => text.trim().toLowerCase() === name.toLowerCase())
      const heading = headings[index]
      if (!heading) return []
      const next = headings.slice(index + 1).find(({ depth }) => depth <= heading.depth)
      const text = lines.slice(heading.span.end_line - first + 1, next && next.span.line - first).join('\n')
      return [[name, text.replace(/^\s*\n/, '').trimEnd()]]
    }),
  )
}

const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/g

/** The names of the placeholders of a template's sections, in the order in which they first stand there. */
export const placeholdersIn = (sections: Sections): string[] => [
  ...new Set(Object.values(sections).flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))),
]

/** The sections with values for their placeholders. Values are text: a placeholder in one stays as it is. */
export const filled = (sections: Sections, values: Readonly<Record<string, string>>): Sections =>
  Object.fromEntries(
    Object.entries(sections).map(([name, text]) => [
      name,
      text.replaceAll(PLACEHOLDER, (whole, placeholder: string) =>
        Object.hasOwn(values, placeholder) ? (values[placeholder] ?? whole) : whole,
      ),
    ]),
  )

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
