package io.serialpass.service;

import io.serialpass.wallet.Finding;
import java.util.List;

/**
 * A pass as it would be after a change that nobody has stored. Immutable.
 *
 * @param files the files of its package
 * @param findings what Wallet would say of it; none if nothing is wrong
 * @since 0.1
 */
public record DraftPass(PackageFiles files, List<Finding> findings) {

    /**
     * Copies the findings.
     *
     * @param files the files of its package
     * @param findings what Wallet would say of it; none if nothing is wrong
     */
    public DraftPass {
        findings = List.copyOf(findings);
    }
}
