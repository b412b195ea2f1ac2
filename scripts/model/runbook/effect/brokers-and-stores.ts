import { byVerb, type Judge } from './by-verb.ts'
import { spaced } from './verbs.ts'

/** By its flags, as Kafka's tools are told what to do; of others nothing is known. */
const byFlag =
  (changing: string, reading: string): Judge =>
  (args) => {
    const flags = args.map((arg) => arg.split('=', 1)[0] ?? '')
    if (flags.some((flag) => spaced(changing).has(flag))) return 'changes'
    return flags.some((flag) => spaced(reading).has(flag)) ? 'reads' : null
  }

const KAFKA: Judge = byFlag(
  '--execute --delete --delete-offsets --create --alter --add --remove --reset-offsets',
  '--describe --list --members --verify --version',
)

/** Programs of message brokers, stores, clusters and machines that runbooks call. */
export const BROKERS_AND_STORES: readonly (readonly [names: string, judge: Judge])[] = [
  [
    'kafka-consumer-groups kafka-topics kafka-configs kafka-acls kafka-reassign-partitions kafka-consumer-groups.sh kafka-topics.sh kafka-configs.sh kafka-acls.sh kafka-reassign-partitions.sh',
    (args, inner) => {
      const isReset = args.includes('--reset-offsets') && !args.includes('--execute')
      return isReset ? 'dry_run' : KAFKA(args, inner)
    },
  ],
  [
    'rabbitmqctl rabbitmq-diagnostics',
    (args) => {
      const [verb = ''] = args.filter((arg) => !arg.startsWith('-'))
      if (/^(?:list_|status$|cluster_status$|ping$|check_|environment$|report$)/.test(verb)) return 'reads'
      return verb === '' ? null : 'changes'
    },
  ],
  [
    'nodetool',
    byVerb(
      'drain decommission removenode assassinate cleanup repair rebuild move compact flush stop stopdaemon enablegossip disablegossip setcompactionthroughput',
      'status info ring tpstats compactionstats netstats describecluster gossipinfo tablestats cfstats version',
      '-h -p -u -pw',
    ),
  ],
  [
    'ceph',
    byVerb(
      'osd:out osd:in osd:down osd:set osd:unset osd:reweight osd:crush osd:purge osd:destroy pg:repair pg:scrub mon:remove mon:add config:set auth:add auth:del',
      'status -s health df osd:tree osd:df osd:status osd:stat pg:stat pg:dump mon:stat mds:stat fs:status versions quorum_status log',
    ),
  ],
  [
    'kubeadm',
    byVerb(
      'init join reset upgrade:apply upgrade:node certs:renew',
      'certs:check-expiration version config:print token:list upgrade:plan',
    ),
  ],
  [
    'istioctl',
    byVerb('install uninstall upgrade apply create delete', 'proxy-status proxy-config analyze version describe'),
  ],
  ['calicoctl', byVerb('apply create delete replace patch label', 'get node:status version')],
  ['cilium', byVerb('install uninstall upgrade enable disable', 'status version list endpoint:list')],
  [
    'mysqladmin',
    byVerb(
      'shutdown kill refresh reload flush-logs flush-hosts flush-tables create drop password',
      'status extended-status processlist ping variables version',
      '-u -h -P -p',
    ),
  ],
  [
    'mdadm',
    byFlag(
      '--create --add --remove --fail --stop --grow --assemble --manage --zero-superblock -C -a -r -f -S -G -A',
      '--detail -D --examine -E --query -Q',
    ),
  ],
  [
    'zpool zfs',
    byVerb(
      'create destroy add remove attach detach offline online replace scrub clear export import upgrade set rollback snapshot',
      'status list get iostat history events',
    ),
  ],
  [
    'chronyc',
    byVerb('makestep burst online offline add delete settime reset', 'sources sourcestats tracking activity ntpdata'),
  ],
  ['ntpq', byFlag('-c', '-p -pn -np')],
  [
    'ethtool',
    byFlag(
      '-s -A -G -K -L -C -r --change --pause --set-ring --features --reset',
      '-S -i -k -g -a -c --statistics --driver --show-features',
    ),
  ],
  ['nginx apachectl httpd haproxy', byFlag('-s -k', '-t -T -v -V -S -c')],
  ['multipath', byFlag('-F -f -r -w -W', '-ll -l')],
  ['ipvsadm', byFlag('-A -E -D -C -R -a -e -d -Z', '-L -l -Ln -ln -S')],
  ['vgs lvs pvs vgdisplay lvdisplay pvdisplay lspci lsusb pstree slabtop ntpstat', () => 'reads'],
]
