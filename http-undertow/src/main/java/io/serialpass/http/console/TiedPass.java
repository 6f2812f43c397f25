package io.serialpass.http.console;

import io.serialpass.http.web.Percent;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;

/**
 * A pass and how many phones would be told of a change.
 *
 * @param pass the pass
 * @param phones on how many phones it is
 */
record TiedPass(Pass pass, long phones) {

    /** The path of the page of a pass. */
    static String address(PassId id) {
        return PassPages.LIST + "/" + Percent.encode(id.passTypeIdentifier().value()) + "/"
                + Percent.encode(id.serialNumber().value());
    }

    /** The path of the page of this pass. */
    String address() {
        return address(pass.id());
    }
}
