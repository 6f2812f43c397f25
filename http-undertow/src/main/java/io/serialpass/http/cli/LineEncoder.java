package io.serialpass.http.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

/** Writes the log line by line: nothing stands before the first line or after the last one. */
abstract class LineEncoder extends EncoderBase<ILoggingEvent> {

    @Override
    public final byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public final byte[] footerBytes() {
        return new byte[0];
    }
}
