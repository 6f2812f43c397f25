package io.serialpass.service;

import io.serialpass.turn.LongWork;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassId;
import java.util.List;

/**
 * Looks at packages when it is the request's turn. Safe for use by many threads.
 *
 * @param check looks at them
 * @param longWork whose turn it is
 * @since 0.1
 */
public record OrderlyCheck(PackageCheck check, LongWork longWork) implements PackageCheck {

    @Override
    public List<String> problems(byte[] pkpass, PassId pass) {
        return longWork.call(() -> check.problems(pkpass, pass));
    }

    @Override
    public List<Finding> examine(byte[] pkpass) {
        return longWork.call(() -> check.examine(pkpass));
    }

    @Override
    public PassFace face(byte[] pkpass) {
        return longWork.call(() -> check.face(pkpass));
    }
}
