package io.serialpass.http.cli;

import io.serialpass.http.web.RateLimiter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say how often an API token may be used. */
final class TokenRateOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--token-rate",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_TOKEN_RATE:-2000}",
            description =
                    "How many requests a second may come with one API token in the long run; more get 429. 0 for no"
                            + " limit. Default: 2000 (env: SERIALPASS_TOKEN_RATE)")
    private int tokenRate;

    @Option(
            names = "--token-burst",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_TOKEN_BURST:-10000}",
            description = "How many such requests may come at once. Default: 10000 (env: SERIALPASS_TOKEN_BURST)")
    private int tokenBurst;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    TokenRateOptions() {}

    /** Reads the options. */
    RateLimiter.Rate rate() {
        OptionRange.require(spec, "--token-rate", tokenRate, 0, 1_000_000);
        OptionRange.require(spec, "--token-burst", tokenBurst, 1, 10_000_000);
        return new RateLimiter.Rate(tokenRate, tokenBurst);
    }
}
