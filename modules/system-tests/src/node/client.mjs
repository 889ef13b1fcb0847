// Talks to a node as somebody would who has never seen its contracts: node client.mjs HOST:PORT
import assert from 'node:assert/strict';
import grpc from '@grpc/grpc-js';
import { contracts, listServices } from './reflection.mjs';

const address = process.argv[2];
const deadlineMillis = 10_000;
const credentials = grpc.credentials.createInsecure();
let checks = 0;

function check(what, actual, expected) {
  assert.deepEqual(actual, expected, what);
  checks += 1;
  console.log(`ok: ${what}`);
}

// One call, as a promise of its answer; fails with the status.
function call(client, method, request) {
  return new Promise((resolve, reject) => {
    client[method](request, { deadline: Date.now() + deadlineMillis }, (error, answer) =>
      error ? reject(error) : resolve(answer),
    );
  });
}

async function refusal(client, method, request) {
  const answer = await call(client, method, request).catch((error) => error);
  assert.ok(answer instanceof Error, `${method} ${JSON.stringify(request)} was not refused`);
  return answer;
}

const messages = [
  {
    key: Buffer.from('k1'),
    value: Buffer.from('first'),
    headers: [
      { name: 'trace', value: Buffer.from([0, 1, 255]) },
      { name: 'trace', value: Buffer.from('again') },
      { name: 'empty', value: Buffer.alloc(0) },
    ],
    timestamp_millis: '1700000000123',
  },
  { value: Buffer.from('no key, grüße') },
  { key: Buffer.alloc(0), value: Buffer.alloc(0) },
  { key: Buffer.from('tombstone') },
  { key: Buffer.from('binary'), value: Buffer.from([...Array(256).keys()]) },
];

async function describe(finder) {
  const services = await listServices(finder);
  for (const name of ['ClusterService', 'TopicService', 'MessageService', 'LogService']) {
    check(`reflection lists skein.v1.${name}`, services.includes(`skein.v1.${name}`), true);
  }
  const found = await contracts(
    finder,
    services.filter((name) => !name.startsWith('grpc.reflection')),
  );
  return found;
}

async function checkHealth({ Health }) {
  const health = new Health(address, credentials);
  check('health says SERVING', (await call(health, 'Check', {})).status, 'SERVING');
  const named = await call(health, 'Check', { service: 'skein.v1.MessageService' });
  check('health of MessageService says SERVING', named.status, 'SERVING');
  const unknown = await refusal(health, 'Check', { service: 'no.such.Service' });
  check('health of an unknown service is NOT_FOUND', unknown.code, grpc.status.NOT_FOUND);
  health.close();
}

async function checkRoundTrip(topics, log, topic) {
  const made = await call(topics, 'CreateTopic', { name: topic, partitions: 1 });
  check('a topic is made', [made.partitions, made.topic_id.length], [1, 16]);
  const listed = (await call(topics, 'ListTopics', {})).topics.map(({ name }) => name);
  check('it is listed', listed.includes(topic), true);
  const published = await call(log, 'Publish', { topic, messages });
  check(
    'messages are published in order',
    published.results.map(({ partition, result, offset }) => [partition ?? 0, result, offset]),
    messages.map((_, at) => [0, 'offset', String(at)]),
  );
  const read = await call(log, 'ReadMessages', { topic, partition: 0, earliest: {} });
  check('as many are read back', read.messages.length, messages.length);
  messages.forEach((sent, at) => checkMessage(sent, read.messages[at], at));
  check('reading on starts behind the last', read.next_offset, String(messages.length));
  check('all of it is agreed', read.high_watermark, String(messages.length));
  const last = await call(log, 'ReadMessages', { topic, partition: 0, offset: '4' });
  check('an offset is read', last.messages[0].value, messages[4].value);
}

function checkMessage(sent, read, at) {
  // An absent key is not an empty key, nor an absent value an empty value.
  const content = ({ key, value, headers }) => ({
    key: key ?? 'absent',
    value: value ?? 'absent',
    headers: (headers ?? []).map((header) => [header.name, header.value ?? 'absent']),
  });
  check(`message ${at} has key, value and headers`, content(read), content(sent));
  if (sent.timestamp_millis) {
    check(`message ${at} has its time`, read.timestamp_millis, sent.timestamp_millis);
  }
}

async function checkRefusals(topics, log, topic) {
  const { INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, OUT_OF_RANGE } = grpc.status;
  const one = { messages: [{ value: Buffer.from('x') }] };
  const cases = [
    [log, 'Publish', { topic: 'nowhere', ...one }, [NOT_FOUND], /nowhere/],
    [log, 'Publish', { topic }, [INVALID_ARGUMENT], /messages/],
    [log, 'ReadMessages', { topic: 'nowhere', earliest: {} }, [NOT_FOUND], /nowhere/],
    [log, 'ReadMessages', { topic, partition: 7, earliest: {} }, [NOT_FOUND], /partition/],
    [log, 'ReadMessages', { topic, offset: '99' }, [OUT_OF_RANGE], /99/],
    [log, 'ReadMessages', { topic, offset: '-3' }, [INVALID_ARGUMENT, OUT_OF_RANGE], /-3/],
    [topics, 'CreateTopic', { name: topic }, [ALREADY_EXISTS], new RegExp(topic)],
    [topics, 'CreateTopic', { name: '../etc/x' }, [INVALID_ARGUMENT], /name/],
    [topics, 'CreateTopic', { name: 'many', partitions: 2 ** 30 }, [INVALID_ARGUMENT], /partition/],
    [topics, 'CreateTopic', { name: 'less', partitions: -1 }, [INVALID_ARGUMENT], /partition/],
    [topics, 'DescribeTopic', { name: 'nowhere' }, [NOT_FOUND], /nowhere/],
  ];
  for (const [client, method, request, codes, words] of cases) {
    const told = await refusal(client, method, request);
    const title = `${method} ${JSON.stringify(request).slice(0, 50)}`;
    check(
      `${title} is refused: ${told.code} ${told.details}`,
      [codes.includes(told.code), words.test(told.details)],
      [true, true],
    );
  }
}

async function run() {
  const finder = new grpc.Client(address, credentials);
  const found = await describe(finder);
  finder.close();
  await checkHealth(found.grpc.health.v1);
  const { ClusterService, TopicService, MessageService } = found.skein.v1;
  const cluster = new ClusterService(address, credentials);
  const topics = new TopicService(address, credentials);
  const log = new MessageService(address, credentials);
  const topic = 'from.node-js_1';
  const server = await call(cluster, 'GetServerInfo', {});
  check('the node names its cluster', server.cluster_id.length, 22);
  await checkRoundTrip(topics, log, topic);
  await checkRefusals(topics, log, topic);
  check('the topic is deleted', (await call(topics, 'DeleteTopic', { name: topic })).topic_id.length, 16);
  const gone = await refusal(log, 'ReadMessages', { topic, earliest: {} });
  check('and gone', gone.code, grpc.status.NOT_FOUND);
  for (const client of [cluster, topics, log]) client.close();
  console.log(`node ${process.version}, contracts by reflection: ${checks} checks, 0 failures`);
}

run().catch((error) => {
  console.error(`node-client: ${error.message}`);
  console.log(`node ${process.version}, contracts by reflection: ${checks} checks, 1 failures`);
  process.exit(1);
});
