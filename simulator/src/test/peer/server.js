/*
 * A wallet web service of another project, for the tests of the conformance kit: Fastify with its plugins
 * fastify-passkit-webservice as their documentation uses them, over a map in memory. Unlike the peer in benchmarks/, it works
 * around nothing, so that the kit can show what it finds.
 *
 *   node server.js SERIAL TOKEN PACKAGE.pkpass [SERIAL TOKEN PACKAGE.pkpass ...]
 *
 * It prints one line, `listening on http://127.0.0.1:PORT`. POST /change/SERIAL puts the body in the place of a package.
 */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { v1 } from 'fastify-passkit-webservice';

const passes = new Map();
const registrations = new Map();
let lastTag = 0;

function put(serialNumber, token, content) {
	lastTag = Math.max(lastTag + 1, Date.now());
	passes.set(serialNumber, { token, content, tag: lastTag, modified: Math.floor(Date.now() / 1000) * 1000 });
}

const given = process.argv.slice(2);
for (let i = 0; i + 2 < given.length; i += 3) {
	put(given[i], given[i + 1], readFileSync(given[i + 2]));
}

const tokenVerifier = async (token) => [...passes.values()].some((pass) => pass.token === token);
const key = (...names) => JSON.stringify(names);
const app = Fastify({ logger: false, forceCloseConnections: true });

app.register(v1.registrationPlugin, {
	async onRegister(device, passType, serialNumber, pushToken) {
		const isNew = !registrations.has(key(device, passType, serialNumber));
		registrations.set(key(device, passType, serialNumber), pushToken);
		return isNew;
	},
	async onUnregister(device, passType, serialNumber) {
		registrations.delete(key(device, passType, serialNumber));
	},
	tokenVerifier,
});

app.register(v1.listPlugin, {
	async onListRetrieve(device, passType, { passesUpdatedSince }) {
		const since = Number(passesUpdatedSince) || 0;
		const updated = [...passes].filter(
			([serialNumber, pass]) => registrations.has(key(device, passType, serialNumber)) && pass.tag > since);
		if (updated.length === 0) {
			return undefined;
		}
		return {
			serialNumbers: updated.map(([serialNumber]) => serialNumber),
			lastUpdated: String(Math.max(...updated.map(([, pass]) => pass.tag))),
		};
	},
});

app.register(v1.updatePlugin, {
	async onUpdateRequest(passType, serialNumber, modifiedSince) {
		const pass = passes.get(serialNumber);
		return pass && !(modifiedSince >= pass.modified) ? pass.content : undefined;
	},
	tokenVerifier,
});

app.register(v1.logPlugin, { onIncomingLogs() {} });

app.addContentTypeParser('application/vnd.apple.pkpass', { parseAs: 'buffer' }, (request, body, done) => done(null, body));
app.post('/change/:serialNumber', async (request, reply) => {
	put(request.params.serialNumber, passes.get(request.params.serialNumber).token, request.body);
	return reply.code(204).send();
});

console.log(`listening on ${await app.listen({ host: '127.0.0.1', port: 0 })}`);
