import { yamlScalar } from '#io/yaml-writer'

/** What stands in the places of a template, by name. */
export type Values = Readonly<Record<string, string | readonly string[]>>

/** `'{{name}}'` in YAML, `<{{url}}>` or `` `{{branch}}` `` in Markdown, else a bare `{{name}}`. */
const PLACE = /'\{\{(\w+)\}\}'|<\{\{(\w+)\}\}>|`\{\{(\w+)\}\}`|\{\{(\w+)\}\}/g

/**
 * A template with its places filled. One in quotes becomes a value of YAML, or a list of them; a bare one is text of
 * Markdown in a Markdown file, and stands as it is elsewhere. What is filled in is never looked at again.
 */
export function fill(path: string, template: string, values: Values): string {
  return template.replaceAll(PLACE, (whole, yaml?: string, address?: string, code?: string, bare?: string) => {
    const name = yaml ?? address ?? code ?? bare ?? ''
    const value = values[name]
    if (value === undefined) throw new Error(`${path} has a place ${name}, and nothing stands in it.`)
    if (yaml !== undefined)
      return typeof value === 'string' ? yamlScalar(value) : `[${value.map(yamlScalar).join(', ')}]`
    const text = typeof value === 'string' ? value : value.join(' ')
    if (bare === undefined) return whole.replace(`{{${name}}}`, () => text)
    return path.endsWith('.md') ? markdownText(text) : text
  })
}

/** Words that read the same in a line of Markdown. */
const markdownText = (text: string): string => text.replaceAll(/[\\`*_[\]<>&|~]/g, '\\$&')
