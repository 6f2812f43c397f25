package io.serialpass.http.cli;

import io.serialpass.http.transfer.TransferFormat;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** The parts that the commands which read and write files share. */
final class TransferFormats {

    private TransferFormats() {}

    static TransferFormat byName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? TransferFormat.NDJSON : TransferFormat.CSV;
    }

    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (e instanceof NotDirectoryException) {
            return "it is no directory";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
