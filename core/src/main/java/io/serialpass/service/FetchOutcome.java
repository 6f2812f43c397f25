package io.serialpass.service;

import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassVersion;
import java.util.function.Function;

/**
 * The outcome of fetching a package for a device.
 *
 * @since 0.1
 */
public sealed interface FetchOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param fetched for the whole package
     * @param unmodified for a version that the device has
     * @param described for the head of the package
     * @param later for a package that cannot be made now
     * @param noPackage for no package
     * @param unauthorized for a token that is not the one of such a pass
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Fetched, ? extends T> fetched,
            Function<? super Unmodified, ? extends T> unmodified,
            Function<? super Described, ? extends T> described,
            Function<? super Later, ? extends T> later,
            Function<? super NoPackage, ? extends T> noPackage,
            Function<? super Unauthorized, ? extends T> unauthorized);

    /**
     * The whole package.
     *
     * @param content the version and the bytes
     */
    record Fetched(PackageOfVersion content) implements FetchOutcome {
        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> fetched,
                Function<? super Unmodified, ? extends T> unmodified,
                Function<? super Described, ? extends T> described,
                Function<? super Later, ? extends T> later,
                Function<? super NoPackage, ? extends T> noPackage,
                Function<? super Unauthorized, ? extends T> unauthorized) {
            return fetched.apply(this);
        }
    }

    /**
     * The device has it already.
     *
     * @param version the version that it has
     */
    record Unmodified(PassVersion version) implements FetchOutcome {
        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> fetched,
                Function<? super Unmodified, ? extends T> unmodified,
                Function<? super Described, ? extends T> described,
                Function<? super Later, ? extends T> later,
                Function<? super NoPackage, ? extends T> noPackage,
                Function<? super Unauthorized, ? extends T> unauthorized) {
            return unmodified.apply(this);
        }
    }

    /**
     * The head of the package, which can be told without making it; only where no more was asked for.
     *
     * @param head the version and, where it is known, the length
     */
    record Described(PackageHead head) implements FetchOutcome {
        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> fetched,
                Function<? super Unmodified, ? extends T> unmodified,
                Function<? super Described, ? extends T> described,
                Function<? super Later, ? extends T> later,
                Function<? super NoPackage, ? extends T> noPackage,
                Function<? super Unauthorized, ? extends T> unauthorized) {
            return described.apply(this);
        }
    }

    /** It cannot be made now, and may be a moment later. */
    record Later() implements FetchOutcome {
        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> fetched,
                Function<? super Unmodified, ? extends T> unmodified,
                Function<? super Described, ? extends T> described,
                Function<? super Later, ? extends T> later,
                Function<? super NoPackage, ? extends T> noPackage,
                Function<? super Unauthorized, ? extends T> unauthorized) {
            return later.apply(this);
        }
    }

    /** There is none yet, or none that Wallet would take. */
    record NoPackage() implements FetchOutcome {
        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> fetched,
                Function<? super Unmodified, ? extends T> unmodified,
                Function<? super Described, ? extends T> described,
                Function<? super Later, ? extends T> later,
                Function<? super NoPackage, ? extends T> noPackage,
                Function<? super Unauthorized, ? extends T> unauthorized) {
            return noPackage.apply(this);
        }
    }

    /** The token is not the one of such a pass. */
    record Unauthorized() implements FetchOutcome {
        @Override
        public <T> T match(
                Function<? super Fetched, ? extends T> fetched,
                Function<? super Unmodified, ? extends T> unmodified,
                Function<? super Described, ? extends T> described,
                Function<? super Later, ? extends T> later,
                Function<? super NoPackage, ? extends T> noPackage,
                Function<? super Unauthorized, ? extends T> unauthorized) {
            return unauthorized.apply(this);
        }
    }
}
