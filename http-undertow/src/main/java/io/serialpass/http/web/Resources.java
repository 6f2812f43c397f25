package io.serialpass.http.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Files of the jar.
 *
 * @since 0.1
 */
public final class Resources {

    private Resources() {}

    /**
     * Reads a file.
     *
     * @param neighbour a class of the package that the file stands in
     * @param name its path from there
     * @return its bytes
     * @throws NullPointerException if the jar has no such file
     * @throws UncheckedIOException if the jar cannot be read
     */
    public static byte[] read(Class<?> neighbour, String name) {
        try (InputStream in = Objects.requireNonNull(neighbour.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
