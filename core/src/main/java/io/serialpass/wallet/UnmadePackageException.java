package io.serialpass.wallet;

import java.util.List;

/**
 * A package cannot be made, or would be one that Wallet refuses. It carries no stack trace: the findings tell it all.
 *
 * @since 0.1
 */
public final class UnmadePackageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** Whether the same may succeed a moment later. */
    private final boolean forNow;

    /**
     * Says why.
     *
     * @param findings at least one error
     */
    public UnmadePackageException(List<Finding> findings) {
        this(findings, false);
    }

    private UnmadePackageException(List<Finding> findings, boolean forNow) {
        super(String.join(" ", findings.stream().map(Finding::toString).toList()), null, false, false);
        this.findings = List.copyOf(findings);
        this.forNow = forNow;
    }

    /**
     * Says why the package cannot be made now, though it has no fault: the signer does not answer.
     *
     * @param finding why
     * @return the exception
     */
    public static UnmadePackageException forNow(Finding finding) {
        return new UnmadePackageException(List.of(finding), true);
    }

    /**
     * Whether the same may succeed a moment later, with nothing changed.
     *
     * @return true if it may
     */
    public boolean isForNow() {
        return forNow;
    }

    /**
     * The reasons.
     *
     * @return at least one error
     */
    public List<Finding> findings() {
        return findings;
    }
}
