// Finds contracts by gRPC server reflection. The only thing known beforehand is the reflection
// protocol itself, whose few fields are written out here by number.
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const METHOD = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
const FILE_BY_NAME = 3;
const FILE_CONTAINING_SYMBOL = 4;
const LIST_SERVICES = 7;
const FILES_FOUND = 4;
const SERVICES_FOUND = 6;
const ERROR = 7;

/** Names of all services that the node offers. */
export async function listServices(client) {
  const [services] = await ask(client, [[LIST_SERVICES, '*']]);
  return fields(services.get(SERVICES_FOUND)).map(([, entry]) => text(fields(entry)[0][1]));
}

/** Everything that the named services need, as grpc-js takes it. */
export async function contracts(client, services) {
  const files = new Map();
  let questions = services.map((name) => [FILE_CONTAINING_SYMBOL, name]);
  while (questions.length > 0) {
    const wanted = new Set();
    for (const answer of await ask(client, questions)) {
      for (const [, file] of fields(answer.get(FILES_FOUND))) {
        const parts = fields(file);
        files.set(text(parts.find(([number]) => number === 1)[1]), file);
        // Field 3 of a file descriptor is the name of a file that it imports.
        parts.filter(([number]) => number === 3).forEach(([, name]) => wanted.add(text(name)));
      }
    }
    questions = [...wanted].filter((name) => !files.has(name)).map((name) => [FILE_BY_NAME, name]);
  }
  const set = protobuf.Writer.create();
  for (const file of files.values()) set.uint32((1 << 3) | 2).bytes(file);
  const loaded = protoLoader.loadFileDescriptorSetFromBuffer(Buffer.from(set.finish()), {
    longs: String,
    enums: String,
    defaults: false,
    oneofs: true,
  });
  return grpc.loadPackageDefinition(loaded);
}

// All questions go over one stream; the answers come in their order.
function ask(client, questions) {
  return new Promise((resolve, reject) => {
    const answers = [];
    const call = client.makeBidiStreamRequest(METHOD, question, (bytes) => bytes, {
      deadline: Date.now() + 10_000,
    });
    call.on('error', reject);
    call.on('end', () => resolve(answers));
    call.on('data', (bytes) => {
      const answer = new Map(fields(bytes));
      if (answer.has(ERROR)) {
        reject(new Error(`reflection says: ${JSON.stringify(answer.get(ERROR).toString())}`));
      }
      answers.push(answer);
      if (answers.length === questions.length) call.end();
    });
    for (const each of questions) call.write(each);
  });
}

function question([field, value]) {
  return Buffer.from(protobuf.Writer.create().uint32((field << 3) | 2).string(value).finish());
}

/** Fields of a message as pairs of number and content; only those that hold bytes. */
function fields(message) {
  const reader = protobuf.Reader.create(message);
  const found = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if ((tag & 7) === 2) found.push([tag >>> 3, Buffer.from(reader.bytes())]);
    else reader.skipType(tag & 7);
  }
  return found;
}

function text(bytes) {
  return bytes.toString('utf8');
}
