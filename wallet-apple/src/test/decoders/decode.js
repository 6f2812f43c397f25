/*
 * Reads the barcodes on pictures with zxing-wasm. For each picture it writes a line: the bytes in hexadecimal digits, or why
 * there are none. Usage: node decode.js picture.png FORMAT [picture.png FORMAT ...]
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const module = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
// Without this the package fetches its module from the network.
prepareZXingModule({ overrides: { wasmBinary: (await readFile(module)).buffer } });

async function decode(picture, format) {
  const barcodes = await readBarcodes(await readFile(picture), { formats: [format], tryCode39ExtendedMode: false });
  if (barcodes.length !== 1) {
    return `there are ${barcodes.length} barcodes of the format ${format}`;
  }
  return barcodes[0].hasECI ? "the barcode names a character set" : Buffer.from(barcodes[0].bytes).toString("hex");
}

const asked = process.argv.slice(2);
for (let i = 0; i < asked.length; i += 2) {
  console.log(await decode(asked[i], asked[i + 1]));
}
