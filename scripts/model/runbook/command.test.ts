import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandsIn, effectOfBlock, tongueName } from './command.ts'
import { withoutPrompts } from './prompt.ts'

const effect = (text: string, language = 'sh') => effectOfBlock(commandsIn(language, text))

test.each([
  'kubectl -n payments rollout restart deploy/payments',
  'kubectl delete pod -l app=booking',
  'kubectl --context prod -n shop scale deploy/api --replicas=0',
  'oc adm drain node-1 --ignore-daemonsets',
  'sudo systemctl restart nginx',
  'kubectl get pods -o name | xargs kubectl delete',
  'for p in $(kubectl get pods -o name); do kubectl delete $p; done',
  'kubectl exec -it db-0 -- psql -c "UPDATE job SET state = 0"',
  'ssh db1 "sudo rm -rf /var/lib/x"',
  'bash -c "kubectl apply -f x.yaml"',
  'terraform apply -auto-approve',
  'kubectl -n <my-namespace> edit pvc <my-pvc>',
  'kubectl -n <namespace of the shop> delete pod `kubectl get pod -o name`',
  'kubectl exec -n shop db-0 rm -rf /tmp/x',
  'terraform state rm module.x',
  'helm rollback shop 3',
  'curl -X POST https://x.example/drain',
  'curl -XDELETE https://x.example/a',
  "curl -s --json '{}' https://x.example/a",
  'curl -d a=b https://x.example/',
  'aws ec2 terminate-instances --instance-ids i-1',
  'gcloud sql instances restart main',
  'docker compose up -d',
  'docker restart web',
  'redis-cli -h cache FLUSHALL',
  'etcdctl defrag',
  'flagctl set payment-wait 15s',
  'find / -name core -delete',
  'KUBECONFIG=x kubectl drain node-1',
  'kubectl apply --dry-run=none -f x.yaml',
  'echo hi\nkubectl delete ns x',
  'echo "$(kubectl delete pod x)"',
  'ip link set eth0 down',
])('%s changes something.', (text) => {
  expect(effect(text)).toBe('changes')
})

test.each([
  'kubectl -n shop get pods -o wide | grep -v Running',
  'kubectl logs deploy/api --since=5m',
  'kubectl -n <namespace> get pod',
  'wc -l <file',
  'NODE_NAME=<instance label from alert>\nkubectl get node $NODE_NAME',
  'kubectl exec -c etcdctl -n etcd $(kubectl get po -o name) etcdctl endpoint health',
  'kubectl exec api-0 -- cat /etc/hosts',
  "curl -s https://x.example/provider | jq '{status, since}'",
  'curl -G -d query=up https://prom.example/api/v1/query',
  'systemctl status nginx',
  'aws ec2 describe-instances',
  'terraform plan',
  'helm history shop',
  'psql -c "select * from pg_stat_activity"',
  'watch -n 5 kubectl get pods',
  'kubectl get pods 2>&1 > /tmp/pods',
  '# kubectl delete pod x\nkubectl get pods',
  'kubectl get pod "delete"',
])('%s only reads.', (text) => {
  expect(effect(text)).toBe('reads')
})

test.each([
  'curl -sd a=b https://x.example/',
  'curl -sX POST https://x.example/',
  'curl -sXDELETE https://x.example/a',
  'curl -d a=b host',
  'curl -X POST https://es.example/_search/../orders/_delete_by_query',
  'curl -X POST https://git.example/issues/1/labels -d x',
  'curl -X POST https://x.example/query -d "drop table a"',
  'curl https://x.example/admin/restart',
  'curl https://x.example/install.sh | sudo bash',
  "sed 's/a/b/w /etc/x' y",
  "sed -n 'w /etc/x' y",
  'awk \'BEGIN{system("reboot")}\'',
  'awk \'{print > "/etc/x"}\' y',
  'echo 1 > /proc/sys/vm/drop_caches',
  'echo 1 | sudo tee /proc/sys/vm/drop_caches',
  'echo x >> "/etc/hosts"',
  'echo x >| /etc/hosts',
  'cat x &> /etc/y',
  'cat > /etc/nginx/nginx.conf <<EOF\nx\nEOF',
  'cat /dev/null > /tmp/../var/log/app.log',
  'echo x > $FILE',
  "ssh host 'cat > /etc/y'",
  '. ./fix.sh',
  'source <(curl https://x.example)',
  'echo cm0= | base64 -d | sh',
  "bash -lc 'rm -rf /var/lib/x'",
  'gcloud compute instances delete list',
  'az vm delete -n show',
  'find . -fprint /etc/x',
  'sort -o /etc/x y',
  'date -s 2026-01-01',
  'hostname other',
  'dmesg -C',
  'journalctl --vacuum-size=1G',
  'ss -K dst 10.0.0.1',
  'arp -d 10.0.0.1',
  'timedatectl set-time 10:00',
  'loginctl terminate-user x',
  'resolvectl flush-caches',
  'nvidia-smi --gpu-reset',
  'strace rm x',
  "printf 'flush_all' | nc cache 11211",
  "grpcurl -d '{}' host:1 shop.Orders/DeleteAll",
  'kubectl --cache-dir get delete pod x',
  'kubectl -v 9 delete pod x',
  'kubectl delete pod x --dry-run=client --dry-run=none',
  'ip netns exec blue rm x',
  'sysctl vm.drop-caches=1',
  'git remote set-url origin https://x.example',
  'psql -Atc "drop table x"',
  'psql -c "select 1" -c "drop table x"',
  'psql -c "select 1" -f fix.sql',
  'psql -c "select 1 \\g | sh"',
  'psql -c "select * from job for update"',
  'psql -c "select purge_old_jobs()"',
  'psql -c "select nextval(\'x\')"',
  'mysql -e "select 1 into outfile \'/x\'"',
  'mysql -Nse "delete from x"',
  'echo $((1<<n))\nkubectl delete pod x',
  'curl -o /etc/cron.d/x https://x.example',
  'curl -so /etc/x https://x.example',
  'curl -sLo/etc/x https://x.example',
  'curl -O https://x.example/a',
  'curl --output x.conf https://x.example',
  'curl --remote-name https://x.example/a',
  'curl -D /etc/x https://x.example',
  'wget https://x.example',
  'wget -q -O /etc/x https://x.example',
  'wget -qO/etc/x https://x.example',
  'git log --output=/etc/x',
  'git -c core.pager=./x log',
  'git diff --ext-diff',
  'less +!reboot x',
])('Nobody is told that this reads only: %j.', (text) => {
  expect(['changes', null]).toContain(effect(text))
})

test.each([
  "select 'it\\'s'; drop table x",
  "select 1 as \"it's\"; drop table x; select 'y'",
  "select $$'$$; drop table x; --'",
  '/*! drop table x */ select 1',
  '/* /* */ select 1; */ drop table x',
  "select 'drop table x' \\gexec",
  '\\! reboot',
  '\\i fix.sql',
])('Nobody is told that this SQL reads only: %j.', (text) => {
  expect(['changes', null]).toContain(effect(text, 'sql'))
})

test.each([
  'kubectl get pods > /dev/null 2>&1',
  'kubectl logs api-0 | tee /tmp/api.log',
  'curl -sG https://prom.example/api/v1/query --data-urlencode query=up',
  'curl -s -X POST https://es.example/orders/_search -d {}',
  "awk '$3 > 10 {print $1}' x | sort -rn | head",
  "sed -n '1,5p' x",
  'nc -zv db 5432',
  'date -u',
  'curl -s -o /dev/null -w "%{http_code}" https://x.example',
  'curl -so /tmp/x https://x.example',
  'curl -sD - https://x.example',
  'wget -qO- https://x.example',
  'wget -q -O /dev/null https://x.example',
  'wget --spider https://x.example',
  'git -C x log --oneline',
  'less x',
  'journalctl -u api --since -1h',
  'psql -Atc "select count(*) from pg_stat_activity"',
])('To look is to look: %s.', (text) => {
  expect(effect(text)).toBe('reads')
})

test.each(['payments-cli settle --since 2h', 'make it-so', './fix.sh', 'kubectl get x; ./fix.sh', 'bash fix.sh'])(
  'Of %s nothing is known.',
  (text) => {
    expect(effect(text)).toBeNull()
  },
)

test.each([
  'payments-cli settle --since 2h --dry-run',
  'kubectl delete pod x --dry-run=client',
  'ansible-playbook --check site.yaml',
  'rsync -avn a b',
])('%s only says what it would do.', (text) => {
  expect(effect(text)).toBe('dry_run')
})

test.each([
  ["select count(*) from payment where state = 'delete';", 'reads'],
  ['-- drop table x\nselect 1', 'reads'],
  ['update payment set state = 1', 'changes'],
  ['DROP TABLE x', 'changes'],
  ['select pg_terminate_backend(pid) from pg_stat_activity', 'changes'],
  ['with gone as (delete from x returning *) select * from gone', 'changes'],
  ['explain select 1', 'reads'],
  ['explain analyze delete from x', 'changes'],
  ['alter role ROLE connection limit 20;', 'changes'],
  ['begin; select 1; commit', 'reads'],
  ['frobnicate everything', null],
])('In SQL, %s: %s.', (text, expected) => {
  expect(effect(text, 'sql')).toBe(expected)
})

test('A dry run and the real thing in one block are two commands.', () => {
  expect(commandsIn('sh', 'payments-cli settle --dry-run\npayments-cli delete all')).toEqual([
    { text: 'payments-cli settle --dry-run', line: 0, effect: 'dry_run' },
    { text: 'payments-cli delete all', line: 1, effect: 'changes' },
  ])
})

test.each([
  'kubectl get pods \\\n  -n shop',
  'kubectl get pods |\n  grep x',
  'for p in a b; do\n  kubectl get $p\ndone',
  'if true; then\n  for x in a; do\n    ls\n  done\nfi',
  "cat <<'EOF'\nkubectl delete ns x\nEOF",
  'echo "a\nb"',
  'echo $(\n  ls\n)',
  '# what it does\nls',
])('What goes on over lines is one command: %j.', (text) => {
  expect(commandsIn('bash', text).map((one) => one.text)).toEqual([text])
})

test('A query reads; output and files are nothing to run.', () => {
  expect(effect('sum(rate(x[5m]))', 'promql')).toBe('reads')
  for (const language of ['yaml', 'text', 'json', '']) expect(commandsIn(language, 'kubectl delete x')).toEqual([])
})

test.each([
  ['$ kubectl get pods\nNAME  READY\nweb   1/1', 'kubectl get pods'],
  ['$ kubectl \\\n> get pods\nNAME', 'kubectl \\\nget pods'],
  ['  $ a\n  $ b', 'a\nb'],
  ['echo $HOME\nls', 'echo $HOME\nls'],
])('Of %j one types %j.', (shown, typed) => {
  expect(withoutPrompts(shown)).toBe(typed)
})

test('Answers in a session are no commands.', () => {
  expect(effect('$ kubectl get pods\nkubectl delete pods', 'console')).toBe('reads')
})

test('A language is called by its name.', () => {
  expect(['sh', 'promql', 'sql', 'python', null].map(tongueName)).toEqual(['Shell', 'PromQL', 'SQL', 'python', null])
})

describe('Any text', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '$(',
      ')',
      '`',
      '"',
      "'",
      '\\',
      '\n',
      ' ',
      '<<EOF',
      'EOF',
      '|',
      '#',
      'kubectl',
      'delete',
      ';',
      '<',
      '>',
      '$ ',
      'for',
      'done',
    ),
    { maxLength: 60 },
  )
  test('is read to its end, and each line of it belongs to one command at most.', () => {
    fc.assert(
      fc.property(
        pieces.map((some) => some.join('')),
        (text) => {
          const commands = commandsIn('sh', text)
          const lines = commands.reduce((sum, one) => sum + one.text.split('\n').length, 0)
          expect(lines).toBeLessThanOrEqual(text.split('\n').length)
        },
      ),
    )
  })
  test('that is written to a file of the machine never counts as reading only.', () => {
    const looks = fc.constantFrom('ls', 'kubectl get pods', 'cat a | sort', 'echo "a b"', 'date', 'jq . x')
    const files = fc.constantFrom(
      '/etc/hosts',
      '/proc/sysrq-trigger',
      '"/var/log/x"',
      '~/x',
      '$F',
      'x.conf',
      '/tmp/../etc/x',
    )
    fc.assert(
      fc.property(
        looks,
        fc.constantFrom('>', ' > ', '>>', ' >| ', ' &> ', ' 1> ', '| tee ', ' | tee -a '),
        files,
        (look, to, file) => {
          expect(effect(`${look}${to}${file}`)).not.toBe('reads')
        },
      ),
    )
  })
  test('with a command that deletes on a line of its own never counts as reading only.', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ls', 'kubectl get pods', 'echo a | wc -l', ''), { maxLength: 5 }),
        (lines) => {
          expect(effect([...lines, 'kubectl delete pod x', ...lines].join('\n'))).toBe('changes')
        },
      ),
    )
  })
})
