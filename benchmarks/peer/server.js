/*
 * The peer in the benchmark of Apple Wallet web services: Apple's PassKit web service the way one would build it from
 * npm, with Fastify, its plugin fastify-passkit-webservice, and better-sqlite3. It is written for speed but without
 * tricks: prepared statements, fitting indexes, a commit per registration, which is durable when it is answered.
 *
 *   node server.js DATA.csv PACKAGE.bin STORE.sqlite
 *
 * DATA.csv      a line per pass, `serialNumber,authenticationToken`, no header
 * PACKAGE.bin   the pass package, stored once per pass
 * STORE.sqlite  the database, which must not exist yet
 *
 * It prints one line, `listening on http://127.0.0.1:PORT`, when it is ready, and ends at SIGTERM.
 *
 * Where the plugin (1.4.4) falls short, Fastify's own means step in:
 * - Its tokenVerifier is told the token but not the pass. A preHandler hook compares it with the pass's own.
 * - Its Last-Modified is the time of the response. An onSend hook puts the pass's own there.
 * - Its POST /v1/log is never answered. A route takes its place.
 */
import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { v1 } from 'fastify-passkit-webservice';

const PASS_TYPE = 'pass.com.example.bench';
const DEVICES = 1000;
const PASSES_PER_DEVICE = 10;

const [dataFile, packageFile, storeFile] = process.argv.slice(2);
if (!storeFile || existsSync(storeFile)) {
	console.error(storeFile ? `${storeFile} exists already` : 'usage: node server.js DATA.csv PACKAGE.bin STORE.sqlite');
	process.exit(2);
}

const db = new Database(storeFile);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('cache_size = -65536'); // 64 MiB
db.pragma('mmap_size = 2147483648'); // packages are read without a system call per page
db.exec(`
	CREATE TABLE passes (
		pass_type      TEXT    NOT NULL,
		serial_number  TEXT    NOT NULL,
		token          TEXT    NOT NULL,
		update_tag     INTEGER NOT NULL, -- milliseconds
		last_modified  INTEGER NOT NULL, -- milliseconds, but whole seconds, as HTTP has them
		package        BLOB    NOT NULL,
		PRIMARY KEY (pass_type, serial_number)
	);
	CREATE TABLE registrations (
		device         TEXT    NOT NULL,
		pass_type      TEXT    NOT NULL,
		serial_number  TEXT    NOT NULL,
		push_token     TEXT    NOT NULL,
		PRIMARY KEY (device, pass_type, serial_number)
	) WITHOUT ROWID;
`);

const insertPass = db.prepare('INSERT INTO passes VALUES (?, ?, ?, ?, ?, ?)');
const insertRegistration = db.prepare('INSERT INTO registrations VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
const updatePushToken = db.prepare(`
	UPDATE registrations SET push_token = ?
	WHERE device = ? AND pass_type = ? AND serial_number = ? AND push_token <> ?`);
const deleteRegistration = db.prepare(
	'DELETE FROM registrations WHERE device = ? AND pass_type = ? AND serial_number = ?');
// Goes from the key of registrations to the key of passes. An index of passes with the tag in it would turn this round.
const selectUpdated = db.prepare(`
	SELECT p.serial_number, p.update_tag
	FROM registrations r JOIN passes p USING (pass_type, serial_number)
	WHERE r.device = ? AND r.pass_type = ? AND p.update_tag > ?`).raw();
const selectLastModified = db.prepare(
	'SELECT last_modified FROM passes WHERE pass_type = ? AND serial_number = ? AND token = ?').pluck();
const selectPackage = db.prepare(
	'SELECT package FROM passes WHERE pass_type = ? AND serial_number = ? AND last_modified > ?').pluck();

db.transaction(() => {
	const passPackage = readFileSync(packageFile);
	const now = Date.now();
	const lastModified = now - now % 1000;
	const lines = readFileSync(dataFile, 'utf8').split(/\r?\n/).filter(Boolean);
	lines.forEach((line, i) => {
		const [serialNumber, token] = line.split(',');
		insertPass.run(PASS_TYPE, serialNumber, token, now, lastModified, passPackage);
		if (i < DEVICES * PASSES_PER_DEVICE) {
			const d = Math.floor(i / PASSES_PER_DEVICE);
			insertRegistration.run(`device-${d}`, PASS_TYPE, serialNumber, `push-token-${d}`);
		}
	});
})();
db.pragma('wal_checkpoint(TRUNCATE)');

const app = Fastify({ logger: false, forceCloseConnections: true });

app.register(v1.listPlugin, {
	async onListRetrieve(device, passType, { passesUpdatedSince }) {
		const rows = selectUpdated.all(device, passType, Number(passesUpdatedSince) || 0); // no tag, or none of ours: all
		if (rows.length === 0) {
			return undefined; // 204
		}
		let latest = 0;
		const serialNumbers = rows.map(([serialNumber, tag]) => {
			latest = Math.max(latest, tag);
			return serialNumber;
		});
		return { serialNumbers, lastUpdated: String(latest) };
	},
});

// The calls that need the token of the pass. The plugin has checked the scheme before this hook runs.
app.register(async (authorized) => {
	authorized.decorateRequest('lastModified', undefined);
	authorized.addHook('preHandler', (request, reply, done) => {
		const { passTypeIdentifier, serialNumber } = request.params;
		const token = request.headers.authorization.slice('ApplePass '.length);
		request.lastModified = selectLastModified.get(passTypeIdentifier, serialNumber, token);
		if (request.lastModified === undefined) {
			reply.code(401).send();
			return;
		}
		done();
	});

	authorized.register(v1.registrationPlugin, {
		async onRegister(device, passType, serialNumber, pushToken) {
			const isNew = insertRegistration.run(device, passType, serialNumber, pushToken).changes === 1;
			if (!isNew) {
				updatePushToken.run(pushToken, device, passType, serialNumber, pushToken);
			}
			return isNew; // 201, otherwise 200
		},
		async onUnregister(device, passType, serialNumber) {
			deleteRegistration.run(device, passType, serialNumber);
		},
	});

	authorized.register(async (update) => {
		update.addHook('onSend', (request, reply, payload, done) => {
			if (reply.statusCode === 200) {
				reply.header('last-modified', new Date(request.lastModified).toUTCString());
			}
			done(null, payload);
		});
		update.register(v1.updatePlugin, {
			async onUpdateRequest(passType, serialNumber, modifiedSince) {
				return selectPackage.get(passType, serialNumber, modifiedSince || 0); // undefined: 304
			},
		});
	});
});

app.post('/v1/log', (request, reply) => {
	reply.send();
});

process.once('SIGTERM', async () => {
	await app.close();
	db.close();
});

console.log(`listening on ${await app.listen({ host: '127.0.0.1', port: 0 })}`);
