package io.serialpass.http.cli;

import io.serialpass.SerialpassBuilder;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.server.ClientAddresses;
import io.serialpass.http.web.RateLimiter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the faces for devices. */
final class DeviceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--voltmx",
            negatable = true,
            defaultValue = "${env:SERIALPASS_VOLTMX:-true}",
            fallbackValue = "true",
            description =
                    "Whether the server has the calls of HCL Volt MX, /api/v1, beside Apple's, /v1. Default: --voltmx"
                            + " (env: SERIALPASS_VOLTMX, true or false)")
    private boolean voltMx;

    @Option(
            names = "--list-rate",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_LIST_RATE:-50}",
            description = "How many lists of updated passes a second a client address may ask for in the long run; more"
                    + " get 429. 0 for no limit. Default: 50 (env: SERIALPASS_LIST_RATE)")
    private int listRate;

    @Option(
            names = "--list-burst",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_LIST_BURST:-500}",
            description =
                    "How many such lists a client address may ask for at once. Default: 500 (env: SERIALPASS_LIST_BURST)")
    private int listBurst;

    @Option(
            names = "--log-rate",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_LOG_RATE:-10}",
            description = "How many logs a second a client address may send in the long run; more are dropped. 0 for no"
                    + " limit. Default: 10 (env: SERIALPASS_LOG_RATE)")
    private int logRate;

    @Option(
            names = "--log-burst",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_LOG_BURST:-100}",
            description = "How many logs a client address may send at once. Default: 100 (env: SERIALPASS_LOG_BURST)")
    private int logBurst;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "ADDRESSES",
            defaultValue = "${env:SERIALPASS_TRUSTED_PROXIES}",
            description = "Addresses, or networks such as 10.0.0.0/8, of the proxies in front, with commas between. The"
                    + " header X-Forwarded-For tells a client's address only if such a proxy sends it. Default: none"
                    + " (env: SERIALPASS_TRUSTED_PROXIES)")
    private String trustedProxies = "";

    @Option(
            names = "--device-log-days",
            paramLabel = "DAYS",
            defaultValue = "${env:SERIALPASS_DEVICE_LOG_DAYS:-30}",
            description = "How long device logs are kept. Default: 30 (env: SERIALPASS_DEVICE_LOG_DAYS)")
    private int deviceLogDays;

    @Option(
            names = "--device-log-entries",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_DEVICE_LOG_ENTRIES:-100000}",
            description =
                    "How many device logs are kept, the newest. Default: 100000 (env: SERIALPASS_DEVICE_LOG_ENTRIES)")
    private int deviceLogEntries;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    DeviceOptions() {}

    /** Reads the options. */
    ServerOptions.Devices options() {
        OptionRange.require(spec, "--list-rate", listRate, 0, 1_000_000);
        OptionRange.require(spec, "--list-burst", listBurst, 1, 10_000_000);
        OptionRange.require(spec, "--log-rate", logRate, 0, 1_000_000);
        OptionRange.require(spec, "--log-burst", logBurst, 1, 10_000_000);
        return new ServerOptions.Devices(
                voltMx, new RateLimiter.Rate(listRate, listBurst), new RateLimiter.Rate(logRate, logBurst), proxies());
    }

    /** Has an application keep as many device logs as the options say. */
    void apply(SerialpassBuilder builder) {
        OptionRange.require(spec, "--device-log-days", deviceLogDays, 1, 36_500);
        OptionRange.require(spec, "--device-log-entries", deviceLogEntries, 1, 10_000_000);
        builder.deviceLogs(Duration.ofDays(deviceLogDays), deviceLogEntries);
    }

    private List<String> proxies() {
        if (trustedProxies == null || trustedProxies.isBlank()) {
            return List.of();
        }
        List<String> proxies =
                Arrays.stream(trustedProxies.split(",", -1)).map(String::strip).toList();
        try {
            ClientAddresses unused = new ClientAddresses(proxies);
            return proxies;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--trusted-proxies': " + e.getMessage(), e);
        }
    }
}
