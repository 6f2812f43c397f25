package io.serialpass.wallet;

import java.util.List;

/** A package cannot be made, or would be one that Wallet refuses. It carries no stack trace: the findings tell it all. */
public final class UnmadePackageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /**
     * Says why.
     *
     * @param findings at least one error
     */
    public UnmadePackageException(List<Finding> findings) {
        super(String.join(" ", findings.stream().map(Finding::toString).toList()), null, false, false);
        this.findings = List.copyOf(findings);
    }

    /**
     * What is wrong.
     *
     * @return at least one error
     */
    public List<Finding> findings() {
        return findings;
    }
}
