import { slugOf, takeName } from '#import/naming'
import { editFrontMatter } from '#io/front-matter-edit'
import { recordText } from '#io/record-writer'
import type { ComponentPosting } from '#model/incident/posted/posting'
import { recordFile } from '#model/records/content-layout'
import { isSeen, plainLine } from '#model/records/plain-line'
import type { Service } from '#model/records/service'
import type { Desk } from './desk.ts'
import { componentNamed } from './named-components.ts'
import type { Step } from './settle.ts'

/** What a posting of a component writes: a service with a `public:` block, or that block of one that is there. */
export function componentStep(posting: ComponentPosting, desk: Desk): Step {
  const { catalog } = desk.content
  const { id = '', name = '' } = posting
  const there =
    posting.id === undefined
      ? catalog.services.find((one) => one.id === componentNamed(name, catalog))
      : catalog.services.find((one) => one.id === id)
  if (there) return edited(there, posting, desk)
  if (posting.id !== undefined && desk.around.all.includes(recordFile('service', id)))
    return { refused: `services/${id}.yaml can't be read; \`npx evenkeel validate\` says why.\n` }
  return added(posting, desk)
}

function added({ id, name = '', team, tier, ...rest }: ComponentPosting, { content: { catalog }, around }: Desk): Step {
  const called = plainLine(name)
  if (!isSeen(called)) return { refused: 'Missing the name, expected what customers call it.\n' }
  if (team === undefined || tier === undefined)
    return { refused: `${called} is new: expected the team that owns it, and its tier.\n` }
  const taken = new Set([...catalog.services.map((one) => one.id), ...(catalog.broken.service ?? [])])
  const own = takeName((id === undefined ? slugOf(called) : slugOf(id)) || 'component', taken)
  const path = recordFile('service', own)
  if (around.all.includes(path)) return { refused: `${path} is there already.\n` }
  const text = recordText({ name: called, team, tier, public: shown({ name: called, ...rest }) }, null)
  return { writing: { id: own, edits: [{ path, was: null, text }], message: `${own}: a component` } }
}

/** The fields of a `public:` block, in the order of the contract. */
const shown = ({ name, group, description, position, since, until }: Omit<ComponentPosting, 'kind' | 'by'>) =>
  Object.fromEntries(
    Object.entries({ name, group, description, position, since, until }).filter(([, value]) => value !== undefined),
  )

function edited(service: Service, posting: ComponentPosting, { around }: Desk): Step {
  const { file, id, public: block } = service
  const said = shown({ ...posting, position: undefined })
  const fresh = Object.entries(said).filter(([key, value]) => block?.[key as keyof typeof block] !== value)
  if (fresh.length === 0 && block) return { already: `${id} is so already`, id }
  const was = around.texts.get(file) ?? ''
  const value = Object.fromEntries(fresh.map(([key, one]) => [key, String(one)]))
  // A file that is all YAML is edited as front matter is.
  const text = editFrontMatter(`---\n${was}${was.endsWith('\n') ? '' : '\n'}---\n`, [{ key: 'public', value }])
  if (text === null) return { refused: `${file} is written in a way that can't be edited safely. Edit it by hand.\n` }
  return { writing: { id, edits: [{ path: file, was, text: text.slice(4, -4) }], message: `${id}: its component` } }
}
