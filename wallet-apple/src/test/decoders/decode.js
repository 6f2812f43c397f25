/*
 * Reads the barcode on a picture with zxing-wasm, and writes its bytes as they are. Usage: node decode.js picture.png FORMAT
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const [picture, format] = process.argv.slice(2);
const module = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
// Without this the package fetches its module from the network.
prepareZXingModule({ overrides: { wasmBinary: (await readFile(module)).buffer } });
const barcodes = await readBarcodes(await readFile(picture), { formats: [format], tryCode39ExtendedMode: false });
if (barcodes.length !== 1) {
  throw new Error(`${picture} has ${barcodes.length} barcodes of the format ${format}`);
}
if (barcodes[0].hasECI) {
  throw new Error("the barcode names a character set");
}
process.stdout.write(barcodes[0].bytes);
