import { expect, test } from 'vitest'
import { commandsIn, effectOfBlock } from '../command.ts'

/*
 * Commands as runbooks have them, those of the Prometheus operator and of the invented company, and what is said of each
 * before somebody presses Copy. Null: nothing is known, and nothing is said but that it may change something.
 */

const effect = (text: string, language = 'sh') => effectOfBlock(commandsIn(language, text))

test.each([
  'kubectl get pods -l k8s-app=kube-proxy -n kube-system',
  'kubectl logs -n kube-system kube-proxy-b9g23',
  'kubectl -n $NAMESPACE describe daemonset $NAME',
  'kubectl -n $NAMESPACE describe pod $POD',
  'kubectl -n $NAMESPACE logs $POD -c $CONTAINER',
  'kubectl -n $NAMESPACE rollout history statefulset $NAME',
  'kubectl describe pv $PV',
  'kubectl describe svc alertmanager-main',
  'kubectl get node $NODE -o yaml',
  'kubectl get nodes -l node-role.kubernetes.io/master=',
  'kubectl get pods --all-namespaces --field-selector spec.nodeName=<node>',
  'kubectl get events --field-selector involvedObject.kind=Pod | grep alertmanager',
  'kubectl logs sts/alertmanager-main -c config-reloader',
  'kubectl -n kube-system logs -l component=kube-apiserver',
  'kubectl cluster-info',
  'kubectl -n booking rollout status deploy/booking --timeout=5m',
  'kubectl -n booking get replicasets -l app=booking --sort-by=.metadata.creationTimestamp',
  "kubectl -n parcel-tracking logs -l app=<CONSUMER_GROUP> --since=15m --prefix | grep -E 'cannot store|poison' | tail -5",
  "kubectl get storageclass `kubectl -n <my-namespace> get pvc <my-pvc> -ojson | jq -r '.spec.storageClassName'`",
  "oc -n $NAMESPACE logs -l 'app=prometheus'",
  'etcdctl endpoint health -w table',
  'etcdctl endpoint status -w table',
  'etcdctl version',
  'journalctl -b -f -u kubelet.service',
  'cat /proc/mdstat',
  'df -hi "/host/$MOUNT_POINT"',
  "sysctl -a | grep 'fs.file-'",
  "git -C ~/evenkeel log --since='24 hours ago' --oneline -- content/changes",
  'pg_isready -h ps-primary.core.godwit.example -p 5432 -t 3',
  "curl -s https://payments-probe.godwit.example/provider | jq '{status, since, message}'",
  'openssl s_client -connect lockers.godwit.example:8883 </dev/null 2>/dev/null | openssl x509 -noout -enddate -issuer',
  'kafka-consumer-groups --bootstrap-server scans.core.godwit.example:9092 --describe --group <CONSUMER_GROUP>',
  'kafka-topics.sh --bootstrap-server b:9092 --list',
  'rabbitmqctl list_queues name messages',
  'nodetool status',
  'ceph health detail',
  'chronyc tracking',
  'mdadm --detail /dev/md0',
])('%s reads only.', (text) => {
  expect(effect(text)).toBe('reads')
})

test.each([
  'etcdctl defrag',
  'kubectl delete pod -l k8s-app=kube-proxy -n kube-system',
  'kubectl edit cm -n kube-system kube-proxy-config',
  'kubectl -n <my-namespace> edit pvc <my-pvc>',
  "kubectl -n <my-namespace> delete pod `kubectl -n <my-namespace> get pod -ojson | jq -r '.items[].metadata.name'`",
  'kubectl -n booking rollout undo deploy/booking',
  'kubectl -n booking scale deploy/booking --replicas=16',
  'flagctl set payment-wait 15s',
  'pgctl failover --to REPLICA --max-lag 5s',
  'pgctl replica drain REPLICA',
  'lockerctl commands purge --older-than 30s --gateway 1',
  'scanctl scanner block SCANNER --reason "faulty clock"',
  'trafficctl drain --service booking --zone ZONE',
  'kafka-consumer-groups --bootstrap-server b:9092 --group g --topic t --reset-offsets --to-latest --execute',
  'kafka-topics --bootstrap-server b:9092 --delete --topic t',
  'rabbitmqctl purge_queue jobs',
  'ceph osd out 3',
  'mdadm /dev/md0 --remove /dev/sdb1',
  'nginx -s reload',
])('%s changes something.', (text) => {
  expect(effect(text)).toBe('changes')
})

test.each([
  'kubelet describe node-1',
  'pgctl status',
  'simctl status --group lockers --summary-by region',
  'limits-cli diff --loaded --contract | head -20',
  'payments-cli list',
  './check.sh show',
  'payments-cli settle --since 2h',
  'pgctl replica rebuild REPLICA',
  'oc debug "node/$NODE_NAME"',
  'chroot /host',
  'kubectl exec -c etcdctl -n openshift-etcd $(kubectl get po -l app=etcd -oname -n openshift-etcd)',
  'kafka-console-producer --topic t',
  'nginx',
])('Nothing is known of %s: its own word for looking is no promise.', (text) => {
  expect(effect(text)).toBe(null)
})

test.each([
  ['# TODO: Command needed', 'shell'],
  ['\n# first\n  # then\n', 'bash'],
  ['-- to be written', 'sql'],
  ['# a query', 'promql'],
  ['$ # nothing yet', 'console'],
])('%j holds nothing to run.', (text, language) => {
  expect(commandsIn(language, text)).toEqual([])
})

test.each([
  ['# look\nkubectl get pods', 'sh', 'reads'],
  ['-- look\nselect 1', 'sql', 'reads'],
  ['# look\nup == 0', 'promql', 'reads'],
])('%j does what stands below the comment.', (text, language, expected) => {
  expect(effect(text, language)).toBe(expected)
})
