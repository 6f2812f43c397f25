package io.serialpass.http.cli;

import io.serialpass.SerialpassBuilder;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the event log. */
final class EventOptions {

    /** About the bytes that an event takes in a store that is in memory. */
    private static final int BYTES_IN_MEMORY = 500;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--event-days",
            paramLabel = "DAYS",
            defaultValue = "${env:SERIALPASS_EVENT_DAYS:-30}",
            description =
                    "How long events are kept. They are kept longer while a consumer of the store has not read them."
                            + " Default: 30 (env: SERIALPASS_EVENT_DAYS)")
    private int eventDays;

    @Option(
            names = "--event-entries",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_EVENT_ENTRIES:-1000000}",
            description =
                    "How many of the newest events are kept. More are kept while a consumer of the store has not read them. A"
                            + " store in memory keeps at most as many as a sixteenth of the heap holds. Default: 1000000"
                            + " (env: SERIALPASS_EVENT_ENTRIES)")
    private int eventEntries;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    EventOptions() {}

    /**
     * Has an application keep as many events as the options say.
     *
     * @param inHeap whether the store is in memory: then a sixteenth of the heap is the limit
     */
    void apply(SerialpassBuilder builder, boolean inHeap) {
        OptionRange.require(spec, "--event-days", eventDays, 1, 36_500);
        OptionRange.require(spec, "--event-entries", eventEntries, 1, 1_000_000_000);
        long most =
                inHeap ? Math.min(eventEntries, Runtime.getRuntime().maxMemory() / 16 / BYTES_IN_MEMORY) : eventEntries;
        builder.events(Duration.ofDays(eventDays), most);
    }
}
