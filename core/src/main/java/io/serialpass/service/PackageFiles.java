package io.serialpass.service;

import java.util.SortedMap;
import java.util.function.Function;

/**
 * The files of a package.
 *
 * @since 0.1
 */
public sealed interface PackageFiles {

    /**
     * Calls the function that belongs to the source of the files. When a case is added later, a caller does not compile until it
     * handles the new case too.
     *
     * @param <T> the kind of result
     * @param uploaded for those of a package that was uploaded
     * @param made for those that would be signed
     * @return the result of the function that was called
     */
    <T> T match(Function<? super Uploaded, ? extends T> uploaded, Function<? super Made, ? extends T> made);

    /**
     * The files of a package that was uploaded.
     *
     * @param pkpass the package's bytes, which are not copied and must not be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed: a package is not worth a copy
    record Uploaded(byte[] pkpass) implements PackageFiles {
        @Override
        public <T> T match(Function<? super Uploaded, ? extends T> uploaded, Function<? super Made, ? extends T> made) {
            return uploaded.apply(this);
        }
    }

    /**
     * The files that would be signed.
     *
     * @param files the files by name
     */
    record Made(SortedMap<String, byte[]> files) implements PackageFiles {
        @Override
        public <T> T match(Function<? super Uploaded, ? extends T> uploaded, Function<? super Made, ? extends T> made) {
            return made.apply(this);
        }
    }
}
