import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandsIn, effectOfBlock } from '../command.ts'

const effect = (text: string) => effectOfBlock(commandsIn('sh', text))

/** Lines that change something, or may: what they do with a text isn't known. */
const ACTING = [
  '| kubectl delete -f -',
  '| kubectl apply -f -',
  '| sh',
  '| bash -s',
  '| sudo bash',
  '| ssh host',
  '| psql',
  '| tee /etc/x',
  '> /etc/x',
  '>> /etc/x',
  '> "/etc/a b"',
  '| xargs kubectl delete',
  '&& rm x',
  '; rm x',
  '|| rm x',
  '& rm x',
  '| sort; rm x',
  '< "a b"; rm x',
  "< 'a b' && rm x",
  '$(rm x)',
  '"$(rm x)"',
  '`rm x`',
  '<<<"$(rm x)"',
  '| PATH=x ls',
  "$'a\\'b'; rm x #'",
]
const HEADS = ['<<EOF', '<< EOF', '<<-EOF', "<<'EOF'", '<<"EOF"', '<<\\EOF', '<<E"O"F', "<<'EOF' 2>&1", '<<EOF 3<<MORE']
const LOOKS = ['cat', 'kubectl get -f -', 'jq .', 'echo a | cat', 'if true; then cat']
const BODIES = ['kind: Pod', "it's", 'say "no', '# nothing', 'a\\', '', '  EOF', 'EOF ', '\tEOF x', '(', '`']

test('What stands behind the word of a here-document is heard, whatever its text is.', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LOOKS),
      fc.constantFrom(...HEADS),
      fc.constantFrom(...ACTING),
      fc.array(fc.constantFrom(...BODIES), { maxLength: 3 }),
      fc.constantFrom('', '\nls'),
      (look, head, acting, body, after) => {
        expect(effect([`${look} ${head} ${acting}`, ...body, 'EOF', 'MORE'].join('\n') + after)).not.toBe('reads')
      },
    ),
  )
})

test.each([
  'cat <<EOF\n$(rm x)\nEOF',
  'cat <<EOF\n`rm x`\nEOF',
  'cat <<EOF\nit\'s "$(rm x)\nEOF',
  'cat <<-EOF\n\ta $(rm x)\n\tEOF',
  'cat <<A <<B\na\nA\n$(rm x)\nB',
  "cat <<'A' <<B\n$(ls)\nA\n$(rm x)\nB",
  'cat <<EOF\na\nEOF\nrm x',
  "cat <<'E F'\na\nE F\nrm x",
  "cat <<''\na\n\nrm x",
  'cat <<EOF\nEOF\nrm x\nEOF',
  'x=$(cat <<EOF\na\nEOF\n); rm x',
  'cat <<EOF | kubectl delete -f -\nkind: Pod\nEOF',
  '<<< ls rm x',
  '<<<"a b" rm x',
  '< ls rm x',
])('Something changes: %j.', (text) => {
  expect(effect(text)).toBe('changes')
})

test.each([
  'cat <<EOF\nkubectl delete ns x\nEOF',
  "cat <<'EOF'\n$(rm x) `rm x`\nEOF",
  'cat <<"EOF" | sort\n$(rm x)\nEOF',
  'cat <<EOF\n\\$(rm x)\nEOF',
  'cat <<EOF | jq .\n{"at": "$(date -u)"}\nEOF\nls',
  'cat <<A <<B | sort\nrm x\nA\nrm x\nB',
  'cat <<-EOF\n\trm x\n\tEOF',
  'grep x <<< "rm x"',
  'wc -l < "a b"',
])('Only a text: %j.', (text) => {
  expect(effect(text)).toBe('reads')
})

test.each([
  ['never ends', 'cat <<EOF\nls'],
  ['ends for us, and not for the shell', 'cat <<EOF\n  EOF\n# $(rm x)\nEOF'],
  ['is joined before it ends', 'cat <<EOF\na\\\nEOF\n# $(rm x)\nEOF\nls'],
  ['ends in two lines', 'cat <<EOF\nEO\\\nF\nrm x\nEOF'],
  ['may be a shift', 'echo $((1 <<n))\nrm x\nn'],
  ['is cut off by a backtick', '`cat <<EOF\n`\nrm x\nEOF'],
  ['is within a value', 'echo ${x:1<<n}\nrm x\nn'],
  ['is asked for within brackets that close before', 'echo $(cat <<EOF)\nrm x\nEOF'],
  ['ends with a value', 'cat <<$X\nrm x\n$X'],
])('A here-document that %s promises nothing.', (_, text) => {
  expect(effect(text)).not.toBe('reads')
})

test('Commands nested deeper than anybody reads promise nothing.', () => {
  expect(effect(`${'ls $('.repeat(40)}rm x${')'.repeat(40)}`)).not.toBe('reads')
})

test.each([
  'LD_PRELOAD=x ls',
  'LD_LIBRARY_PATH=/x ls',
  'PATH=/x:$PATH kubectl get pods',
  'PATH+=:/x ls',
  'PATH=/x\nls',
  'export PATH=/x:$PATH\nls',
  'env LD_PRELOAD=x ls',
  'sudo LD_PRELOAD=x ls',
  'PYTHONPATH=/x cat y',
  'NODE_OPTIONS=--require=/x jq . y',
  'BASH_ENV=/x ls',
  'GIT_SSH_COMMAND=/x git fetch',
  'A=1 PAGER=/x git log',
])('Which code %j runs is not known.', (text) => {
  expect(effect(text)).toBe(null)
})

test.each([
  ['KUBECONFIG=~/.kube/prod kubectl get pods', 'reads'],
  ['PGUSER=me PGHOST=db psql -c "select 1"', 'reads'],
  ['export NAMESPACE=shop\nkubectl -n $NAMESPACE get pods', 'reads'],
  ['env TZ=UTC date', 'reads'],
  ['LD_PRELOAD=x rm y', 'changes'],
  ['sudo LD_PRELOAD=x rm y', 'changes'],
])('Values that no code comes from say nothing: %j %s.', (text, expected) => {
  expect(effect(text)).toBe(expected)
})

test('A command behind any break of lines is one; where only some know a break, nothing is promised.', () => {
  expect(commandsIn('sh', 'kubectl get pods #\rrm -rf /x').map((one) => [one.text, one.line, one.effect])).toEqual([
    ['kubectl get pods #', 0, 'reads'],
    ['rm -rf /x', 1, 'changes'],
  ])
  expect(effect('ls\r\nrm x\r\n')).toBe('changes')
  for (const odd of ['\v', '\f', '\u0085', '\u2028', '\u2029']) {
    expect(effect(`ls #${odd}rm x`)).not.toBe('reads')
    expect(effect(`ls ${odd}# | rm x`)).not.toBe('reads')
  }
  expect(effectOfBlock(commandsIn('sql', 'select 1; --\rdrop table x'))).toBe('changes')
})
