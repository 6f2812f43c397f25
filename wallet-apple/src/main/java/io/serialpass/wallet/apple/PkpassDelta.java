package io.serialpass.wallet.apple;

import io.serialpass.wallet.PackageDelta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * Tells packages of {@link ApplePassPackager} apart, file by file. What is a pass's own, pass.json, the manifest and the
 * signature, is much like that of the base: it is deflated with those as the dictionary, which leaves about the bytes of the
 * bare signature and of the hashes. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PkpassDelta implements PackageDelta {

    /** As far back as deflate can look. */
    private static final int LONGEST_DICTIONARY = 32 << 10;

    /** In place of a length: the file is that of the base. */
    private static final int AS_IN_BASE = -1;

    @Override
    public byte[] between(byte[] base, byte[] pkpass) {
        PkpassArchive.Contents common = PkpassArchive.read(base);
        PkpassArchive.Contents own = PkpassArchive.read(pkpass);
        ByteArrayOutputStream difference = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setDictionary(dictionary(common));
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(difference, deflater))) {
            out.writeLong(own.time().getEpochSecond());
            out.writeInt(own.files().size());
            for (Map.Entry<String, byte[]> file : own.files().entrySet()) {
                out.writeUTF(file.getKey());
                if (Arrays.equals(file.getValue(), common.files().get(file.getKey()))) {
                    out.writeInt(AS_IN_BASE);
                } else {
                    out.writeInt(file.getValue().length);
                    out.write(file.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } finally {
            deflater.end();
        }
        return difference.toByteArray();
    }

    @Override
    public byte[] restore(byte[] base, byte[] difference) {
        PkpassArchive.Contents common = PkpassArchive.read(base);
        byte[] inflated = inflate(difference, dictionary(common));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(inflated))) {
            Instant time = Instant.ofEpochSecond(in.readLong());
            List<PkpassFile> files = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                int length = in.readInt();
                byte[] content = length == AS_IN_BASE ? common.files().get(name) : in.readNBytes(length);
                if (content == null) {
                    throw new IllegalArgumentException("The base lacks the file " + name + ".");
                }
                files.add(PkpassFile.unlisted(name, content));
            }
            return PkpassArchive.write(files, time);
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no difference.", e);
        }
    }

    /** The deflated bytes hold checksums of themselves and of the dictionary. */
    private static byte[] inflate(byte[] deflated, byte[] dictionary) {
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                inflated.write(buffer, 0, count);
                if (inflater.needsDictionary()) {
                    inflater.setDictionary(dictionary);
                } else if (count == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException("The difference breaks off.");
                }
            }
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("This is no difference.", e);
        } finally {
            inflater.end();
        }
        return inflated.toByteArray();
    }

    /** All texts of the base and its signature, those that are like a pass's own last: images are never alike. */
    private static byte[] dictionary(PkpassArchive.Contents base) {
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        Map<String, byte[]> files = new LinkedHashMap<>(base.files());
        byte[] pass = files.remove("pass.json");
        files.forEach((name, content) -> {
            if (!name.endsWith(".png")) {
                texts.writeBytes(content);
            }
        });
        if (pass != null) {
            texts.writeBytes(pass);
        }
        byte[] all = texts.toByteArray();
        return all.length <= LONGEST_DICTIONARY
                ? all
                : Arrays.copyOfRange(all, all.length - LONGEST_DICTIONARY, all.length);
    }
}
