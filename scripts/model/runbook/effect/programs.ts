import { BROKERS_AND_STORES } from './brokers-and-stores.ts'
import { byVerb, type Judge } from './by-verb.ts'
import { together, type Effect } from './effect.ts'
import { effectOfSql } from './sql.ts'
import { effectOfRequest } from './http.ts'
import { READERS } from './readers.ts'
import { assignedIn, loadsCode } from './loading.ts'
import { filesOfCurl, filesOfWget } from './written-files.ts'
import { WRITTEN, type Words } from './shell-words.ts'
import { spaced } from './verbs.ts'
import { plain } from './words.ts'

const reads: Judge = () => 'reads'
const changes: Judge = () => 'changes'
const has = (args: Words, ...flags: string[]) => args.some((arg) => flags.includes(arg))
const behind = (args: Words, word: string): Words => args.slice(args.indexOf(word) + 1)

const KUBE_VALUED =
  '-v --v --cache-dir --profile --profile-output --certificate-authority --client-key --client-certificate --tls-server-name --as-uid -n --namespace --context --kubeconfig --cluster --user -s --server --as --as-group --token --request-timeout -l --selector -f --filename -o --output -c --container'
const kubeVerb = byVerb(
  'apply create delete edit patch replace scale autoscale set label annotate taint drain cordon uncordon run expose rollout:restart rollout:undo rollout:pause rollout:resume certificate:approve certificate:deny auth:reconcile config:set-context config:use-context adm:drain adm:cordon adm:uncordon adm:taint adm:policy adm:prune adm:upgrade start-build rollback cancel-build import-image new-app process',
  'get describe logs top explain version cluster-info api-resources api-versions events diff wait rollout:status rollout:history auth:can-i auth:whoami config:view config:current-context config:get-contexts adm:top adm:node-logs whoami projects status',
  KUBE_VALUED,
)
/** What runs within a pod stands behind `--`, or, as it did for long, behind the name of the pod. */
const kube: Judge = (args, inner) => {
  const words = plain(args, spaced(KUBE_VALUED))
  if (words[0] !== 'exec' && words[0] !== 'rsh') return kubeVerb(args, inner)
  return args.includes('--') ? inner(behind(args, '--')) : words.length > 2 ? inner(words.slice(2)) : null
}

const CONTAINER_VALUED = '-H --host --context -c --config -u --user -w --workdir -e --env -f --file -p --project-name'
const containerVerb = byVerb(
  'rm rmi stop start restart kill pause unpause prune run create update commit load push tag rename system:prune volume:rm volume:prune network:rm network:prune image:rm image:prune container:rm container:stop container:restart container:kill service:update service:scale service:rm stack:deploy stack:rm compose:up compose:down compose:restart compose:stop compose:start compose:rm compose:kill node:update node:rm swarm:leave',
  'ps logs inspect stats top images events info version port diff history search compose:ps compose:logs compose:config service:ls service:ps service:logs node:ls stack:ps container:ls image:ls volume:ls network:ls system:df',
  CONTAINER_VALUED,
)
const container: Judge = (args, inner) => {
  const words = plain(args, spaced(CONTAINER_VALUED))
  const at = words.indexOf('exec')
  return at === 0 || at === 1 ? inner(words.slice(at + 2)) : containerVerb(args, inner)
}

/** A client of a database, by each statement behind a flag; of a file of them nothing is known. */
const sqlClient =
  (letters: string, ...long: string[]): Judge =>
  (args) => {
    const effects: (Effect | null)[] = []
    for (const [i, arg] of args.entries()) {
      const name = arg.split('=', 1)[0] ?? ''
      if (arg.startsWith('--')) {
        if (long.includes(name))
          effects.push(effectOfSql(arg === name ? (args[i + 1] ?? '') : arg.slice(name.length + 1)))
        else if (name === '--file') effects.push(null)
        continue
      }
      const at = /^-[a-zA-Z0-9]/.test(arg) ? [...arg].findIndex((letter) => letters.includes(letter)) : -1
      if (at > 0) {
        const glued = arg.slice(at + 1)
        effects.push(effectOfSql(glued === '' ? (args[i + 1] ?? '') : glued))
      } else if (/^-[a-zA-Z]{0,10}[fi]$/.test(arg)) effects.push(null)
    }
    return together(effects)
  }

/** Cloud command lines name what they do in one word with a verb before a hyphen, or at the end. */
const aws: Judge = (args) => {
  const [service = '', operation = ''] = plain(args, spaced('--profile --region --output --query --endpoint-url'))
  if (service === 's3') return operation === 'ls' ? 'reads' : 'changes'
  if (operation === '') return null
  return /^(?:describe|get|list|head|batch-get|lookup|search|query|scan|filter|tail|wait|show|preview|estimate|check)(?:-|$)/.test(
    operation,
  )
    ? 'reads'
    : 'changes'
}
const cloud: Judge = (args) => {
  const words = plain(args)
  // A name might be the word for looking: what changes counts first.
  if (
    words.some((word) =>
      /^(?:create|delete|update|set|add|remove|start|stop|restart|reset|resize|rollback|failover|promote|patch|deploy|import|restore|enable|disable|scale|deallocate|purge|clear|set-\w{1,40}|add-\w{1,40}|remove-\w{1,40})$/.test(
        word,
      ),
    )
  )
    return 'changes'
  return words.some((word) => /^(?:list|describe|show|read|get-\w{1,40}|get|tail|log)$/.test(word)) &&
    !words.includes('ssh')
    ? 'reads'
    : null
}

const REDIS_CHANGES =
  'set setex setnx mset del unlink expire persist rename flushall flushdb lpush rpush lpop rpop sadd srem zadd zrem hset hdel incr decr append ltrim xadd xtrim xgroup move restore migrate failover replicaof slaveof shutdown save bgsave bgrewriteaof debug script:flush config:set config:rewrite config:resetstat cluster:failover cluster:reset cluster:forget cluster:meet client:kill client:pause latency:reset memory:purge slowlog:reset eval publish'
const redis = byVerb(
  REDIS_CHANGES,
  'get mget info ping keys scan ttl pttl type exists llen lrange scard smembers zcard zrange hget hgetall hlen dbsize time role lastsave monitor object strlen xlen xinfo config:get cluster:info cluster:nodes cluster:slots client:list memory:usage memory:stats memory:doctor latency:latest slowlog:get slowlog:len',
  '-h -p -a -n -u --user --pass -i -r',
)
/** As the server does, which knows no case. */
const redisCli: Judge = (args, inner) =>
  redis(
    args.map((arg) => (arg.startsWith('-') ? arg : arg.toLowerCase())),
    inner,
  )

/** A program that runs another one, whose words begin behind so many of its own that are no flags. */
const runs =
  (own: number, valued = ''): Judge =>
  (args, inner) => {
    const options = spaced(valued)
    let left = own
    for (let i = 0; i < args.length; i++) {
      const arg = args[i] ?? ''
      if (options.has(arg)) i++
      else if (loadsCode(arg)) return together([null, inner(args.slice(i + 1))])
      else if (arg.startsWith('-') || assignedIn(arg) !== null) continue
      else if (left-- === 0) return inner(args.slice(i))
    }
    return null
  }

/** `bash -c '…'` and `ssh host '…'` have a command in one word. */
const shellWith: Judge = (args, inner) => {
  const at = args.findIndex((arg) => /^-[a-z]{0,10}c$/.test(arg))
  return at === -1 ? null : inner(args.slice(at + 1, at + 2))
}

/** A file that output goes to: nothing, or one's own for a while, is none; one with a whole path is somebody's. */
const written: Judge = ([file = '']) =>
  /^(?:\d|-|\/dev\/(?:null|stdout|stderr|tty)|\/tmp\/[\w./-]+)$/.test(file) && !file.includes('..')
    ? 'reads'
    : file.startsWith('/')
      ? 'changes'
      : null

/** What it does besides, and to the files that it writes. */
const writing = (effect: Effect | null, files: readonly string[], inner: (command: Words) => Effect | null) =>
  together([effect, ...files.map((file) => inner([WRITTEN, file]))])

/** Settings for one command may name a program, and what is looked at may go to a file. */
const git = (changing: string, reading: string, valued: string): Judge => {
  const judge = byVerb(changing, reading, valued)
  return (args, inner) =>
    args.some((arg) => /^(?:-c|--(?:output|config-env|exec-path|ext-diff|upload-pack)(?:$|=))/.test(arg))
      ? together([judge(args, inner), null])
      : judge(args, inner)
}

const find: Judge = (args, inner) => {
  if (has(args, '-delete')) return 'changes'
  if (args.some((arg) => /^-f(?:print|ls)/.test(arg))) return null
  const at = args.findIndex((arg) => /^-(?:exec|execdir|ok|okdir)$/.test(arg))
  return at === -1 ? 'reads' : inner(args.slice(at + 1))
}

const TABLE: readonly (readonly [names: string, judge: Judge])[] = [
  ['kubectl oc k kubecolor', kube],
  ['docker podman nerdctl docker-compose', container],
  ['crictl', byVerb('rm rmi stop stopp rmp start', 'ps pods logs inspect images info stats version', '-r')],
  [
    'helm',
    byVerb(
      'install upgrade uninstall delete rollback push',
      'list ls get status history show template diff search version env lint',
    ),
  ],
  [
    'terraform tofu terragrunt',
    byVerb(
      'apply destroy import taint untaint force-unlock state:rm state:mv state:push state:replace-provider workspace:delete workspace:new',
      'plan show output validate providers version graph state:list state:show state:pull workspace:list workspace:show fmt',
    ),
  ],
  ['pulumi', byVerb('up update destroy refresh import cancel', 'preview stack config logs about')],
  ['curl', (args, inner) => writing(effectOfRequest(args), filesOfCurl(args), inner)],
  [
    'wget',
    (args, inner) => writing(effectOfRequest(args.filter((arg) => !/^-[^-]/.test(arg))), filesOfWget(args), inner),
  ],
  // They send what stands behind the address.
  [
    'http https xh',
    (args) =>
      args.some((arg) => /[:=]=|^[\w-]+=|^[A-Z]+$|^@/.test(arg))
        ? /^(?:GET|HEAD|OPTIONS)$/.test(args.find((arg) => /^[A-Z]+$/.test(arg)) ?? '')
          ? 'reads'
          : 'changes'
        : effectOfRequest(args),
  ],
  ['psql', sqlClient('c', '--command')],
  ['mysql mariadb cockroach', sqlClient('e', '--execute')],
  ['clickhouse-client', sqlClient('q', '--query')],
  ['sqlcmd', sqlClient('qQ', '--query')],
  ['redis-cli valkey-cli', redisCli],
  ['aws', aws],
  ['gcloud az doctl oci ibmcloud hcloud', cloud],
  [
    'systemctl service rc-service',
    (args) => {
      const words = plain(args)
      if (
        words.some((word) =>
          spaced(
            'start stop restart reload try-restart reload-or-restart enable disable mask unmask kill isolate daemon-reload daemon-reexec set-property reboot poweroff halt rescue edit reset-failed',
          ).has(word),
        )
      )
        return 'changes'
      return words.some((word) =>
        spaced(
          'status show cat is-active is-enabled is-failed list-units list-timers list-unit-files list-dependencies list-jobs',
        ).has(word),
      )
        ? 'reads'
        : null
    },
  ],
  [
    'etcdctl',
    byVerb(
      'put del defrag compaction compact txn snapshot:restore member:add member:remove member:update member:promote alarm:disarm auth:enable auth:disable user:add user:delete role:add role:delete move-leader lease:revoke',
      'get endpoint version watch check member:list alarm:list snapshot:save snapshot:status user:list role:list lease:list',
      '--endpoints --cacert --cert --key -w --write-out',
    ),
  ],
  [
    'amtool',
    byVerb(
      'silence:add silence:expire silence:import silence:update',
      'alert alert:query silence silence:query check-config config config:show cluster',
      '--alertmanager.url --config.file',
    ),
  ],
  [
    'promtool logcli thanos mimirtool',
    byVerb('tsdb:create-blocks-from push', 'query check test tsdb labels series stats rules instant-query'),
  ],
  [
    'vault',
    byVerb(
      'write delete patch put kv:put kv:delete kv:patch kv:destroy lease:revoke token:revoke operator:step-down operator:seal operator:unseal operator:raft secrets:disable auth:disable policy:write',
      'read list status kv:get kv:list version token:lookup',
    ),
  ],
  [
    'consul',
    byVerb(
      'kv:put kv:delete leave force-leave operator maint:-enable reload snapshot:restore services:deregister',
      'members kv:get catalog info monitor operator:raft',
    ),
  ],
  [
    'nomad',
    byVerb(
      'job:run job:stop job:revert job:dispatch job:scale run stop node:drain node:eligibility alloc:restart alloc:stop deployment:promote deployment:fail system:gc',
      'status job:status node:status alloc:status alloc:logs deployment:status server:members plan job:plan',
    ),
  ],
  [
    'argocd',
    byVerb(
      'app:sync app:rollback app:delete app:set app:patch app:create app:terminate-op',
      'app:get app:list app:diff app:history app:logs app:wait app:manifests',
    ),
  ],
  [
    'flux',
    byVerb('reconcile suspend resume delete create bootstrap uninstall', 'get logs events check tree trace diff'),
  ],
  [
    'ansible-playbook',
    (args) =>
      has(args, '--check', '-C')
        ? 'dry_run'
        : has(args, '--list-hosts', '--list-tasks', '--syntax-check')
          ? 'reads'
          : 'changes',
  ],
  [
    'git',
    git(
      'push commit merge revert reset rebase cherry-pick tag rm remote:add remote:remove remote:rm remote:rename remote:set-url remote:prune',
      'log show diff status blame remote describe fetch grep',
      '-C -c',
    ),
  ],
  [
    'rm rmdir mv dd mkfs truncate chmod chown chgrp kill pkill killall reboot shutdown halt poweroff useradd userdel usermod passwd swapoff swapon umount mount modprobe rmmod ifdown ifup logrotate resize2fs lvextend pvresize growpart fsck xfs_growfs xfs_repair wipefs parted',
    changes,
  ],
  [
    'iptables ip6tables ebtables',
    (args) =>
      args.some((arg) => /^-(?:[ADIRFXPNZ]|-(?:append|delete|insert|flush|policy))$/.test(arg)) ? 'changes' : 'reads',
  ],
  [
    'ip',
    (args, inner) =>
      args.includes('exec')
        ? inner(behind(args, 'exec').slice(1))
        : plain(args)
              .slice(1, 3)
              .some((word) => spaced('set add del delete change replace flush append').has(word))
          ? 'changes'
          : 'reads',
  ],
  [
    'sysctl',
    (args) =>
      args.some((arg) => arg === '-w' || arg === '-p' || arg === '--system' || /^[\w./-]{1,80}=/.test(arg))
        ? 'changes'
        : 'reads',
  ],
  ['crontab', (args) => (has(args, '-l') ? 'reads' : 'changes')],
  [WRITTEN, written],
  ['tee', (args, inner) => together(plain(args).map((file) => inner([WRITTEN, file])))],
  // Shown, or set for what follows.
  ['export set', (args) => (args.some(loadsCode) ? null : 'reads')],
  ['find', find],
  [
    'rsync',
    (args) => (has(args, '-n', '--dry-run') || args.some((arg) => /^-[a-zA-Z]*n/.test(arg)) ? 'dry_run' : 'changes'),
  ],
  ['sudo doas', runs(0, '-u -iu -g -h -U')],
  ['nohup time exec command builtin stdbuf setsid ionice nice', runs(0, '-n -c -i -o -e')],
  ['env', runs(0, '-u -C')],
  ['timeout', runs(1, '-s -k')],
  ['watch', runs(0, '-n --interval')],
  ['xargs', runs(0, '-n -I -P -L -d -s -a')],
  ['ssh', runs(1, '-i -p -l -o -F -J -L -R -D -b -c -E -m -Q -S -W -w')],
  ['chroot nsenter', (args, inner) => (args.includes('--') ? inner(behind(args, '--')) : null)],
  ['sh bash zsh dash ash ksh', shellWith],
  [
    'cat head tail grep egrep fgrep rg zgrep zcat ls jq cut uniq wc tr column fold nl tac diff comm paste xxd od strings file stat readlink realpath dirname basename echo printf test [ true false cd pwd sleep cal uptime top htop ps pgrep pidof df du free vmstat iostat mpstat sar netstat lsof dig nslookup host getent traceroute tracepath whois id who w last uname lsblk blkid lscpu lsmod nproc numactl base64 sha256sum md5sum seq read tcpdump exit logout clear which type pg_isready',
    reads,
  ],
]

const JUDGES: ReadonlyMap<string, Judge> = new Map(
  [...TABLE, ...BROKERS_AND_STORES, ...READERS].flatMap(([names, judge]) =>
    names.split(' ').map((name) => [name, judge] as const),
  ),
)

/** What is known of a program by its name; undefined where nothing is. */
export const judgeOf = (program: string): Judge | undefined => JUDGES.get(program)
