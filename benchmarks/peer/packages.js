/*
 * The peer in the benchmark of signed packages: passkit-generator, as its documentation uses it. The images, the
 * certificates and pass.json are read once; each package is a new pass with a serial number of its own.
 *
 *   node packages.js DIRECTORY SECONDS
 *
 * DIRECTORY holds *.png, pass.json, signer.pem with certificate and key, and intermediate.pem. It prints how many packages it signed in a
 * second of CPU time.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PKPass } from 'passkit-generator';

const [directory, seconds] = process.argv.slice(2);
if (!seconds) {
	console.error('usage: node packages.js DIRECTORY SECONDS');
	process.exit(2);
}
const read = (name) => readFileSync(join(directory, name));
const files = {};
for (const name of readdirSync(directory)) {
	if (name.endsWith('.png') || name === 'pass.json') {
		files[name] = read(name);
	}
}
const parts = read('signer.pem').toString().match(/-----BEGIN [\s\S]*?-----END [^-]*-----/g);
const signerCert = parts.find((part) => part.includes('CERTIFICATE'));
const signerKey = parts.find((part) => part.includes('KEY'));
const certificates = { wwdr: read('intermediate.pem'), signerCert, signerKey };
let bytes = 0;

function make(number) {
	const pass = new PKPass({ ...files }, certificates, { serialNumber: `S-${number}` });
	bytes += pass.getAsBuffer().length;
}

for (let i = 0; i < 10; i++) {
	make(i);
}
const begin = process.cpuUsage();
const end = Date.now() + Number(seconds) * 1000;
let count = 0;
while (Date.now() < end) {
	make(count++);
}
const used = process.cpuUsage(begin);
console.log(count / ((used.user + used.system) / 1e6));
