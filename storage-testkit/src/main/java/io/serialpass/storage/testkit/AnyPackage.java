package io.serialpass.storage.testkit;

import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLabel;
import java.util.List;
import java.util.Set;

/** Takes every package. Its bytes are what a scanner reads. */
final class AnyPackage implements PackageCheck {

    @Override
    public List<String> problems(byte[] pkpass, PassId pass) {
        return List.of();
    }

    @Override
    public List<Finding> examine(byte[] pkpass) {
        return List.of();
    }

    @Override
    public PassFace face(byte[] pkpass) {
        return new PassFace(Set.of(BarcodeHash.of(pkpass)), PassLabel.NONE);
    }
}
