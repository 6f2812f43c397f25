package io.serialpass.http.cli;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.link.WalletBadges;
import io.serialpass.http.web.RateLimiter;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the pages by which customers get passes. */
final class LinkOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--link-rate",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_LINK_RATE:-10}",
            description =
                    "How many pages, pictures and packages of links a second a client address may ask for in the long"
                            + " run; more get 429. 0 for no limit. Default: 10 (env: SERIALPASS_LINK_RATE)")
    private int linkRate;

    @Option(
            names = "--link-burst",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_LINK_BURST:-100}",
            description =
                    "How many of them a client address may ask for at once. Default: 100 (env: SERIALPASS_LINK_BURST)")
    private int linkBurst;

    @Option(
            names = "--wallet-badges",
            paramLabel = "DIRECTORY",
            defaultValue = "${env:SERIALPASS_WALLET_BADGES}",
            description = "A directory with Apple's badges \"Add to Apple Wallet\" as SVG files that are named by their"
                    + " languages, such as en.svg and pt-BR.svg. They are read once. Default: none"
                    + " (env: SERIALPASS_WALLET_BADGES)")
    private @Nullable Path walletBadges;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    LinkOptions() {}

    /** Reads the options. */
    ServerOptions.Links options() {
        OptionRange.require(spec, "--link-rate", linkRate, 0, 1_000_000);
        OptionRange.require(spec, "--link-burst", linkBurst, 1, 10_000_000);
        return new ServerOptions.Links(new RateLimiter.Rate(linkRate, linkBurst), badges());
    }

    private WalletBadges badges() {
        if (walletBadges == null || walletBadges.toString().isBlank()) {
            return WalletBadges.none();
        }
        try {
            return WalletBadges.read(walletBadges);
        } catch (IOException e) {
            throw new CommandFailure("The directory " + walletBadges + " of --wallet-badges cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--wallet-badges': '" + walletBadges + "' " + e.getMessage(),
                    e);
        }
    }
}
