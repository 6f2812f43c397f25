package io.serialpass.http.web;

import io.serialpass.organization.Caller;
import io.serialpass.organization.Role;
import java.util.Optional;

/**
 * Says whom a call lets in.
 *
 * @since 0.1
 */
public enum Access {
    /** Anyone: health, and the calls of devices that Apple has without a token. */
    ANYONE(Optional.empty()),
    /** A device that shows the token of the pass; the call itself looks at it, since it depends on the pass. */
    PASS_HOLDER(Optional.empty()),
    /** A caller with an API token that may redeem passes: of the role scan, write or admin. */
    SCANNER(Optional.of(Role.SCANNER)),
    /** A caller with an API token that may read: of the role read, write or admin. */
    READER(Optional.of(Role.READER)),
    /** A caller with an API token that may change serial numbers, items and passes: of the role write or admin. */
    WRITER(Optional.of(Role.WRITER)),
    /** A caller with an API token that may change all of its organization: of the role admin. */
    ADMINISTRATOR(Optional.of(Role.ADMINISTRATOR));

    private final Optional<Role> role;

    Access(Optional<Role> role) {
        this.role = role;
    }

    /**
     * Tells whether the call needs an API token.
     *
     * @return true if it does
     */
    public boolean needsApiToken() {
        return role.isPresent();
    }

    /**
     * Lets a caller in whose token is known.
     *
     * @param caller the caller
     * @throws ApiException 403 if its role is too small
     */
    public void require(Caller caller) {
        if (role.isPresent() && !caller.role().includes(role.get())) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "This needs an API token of the role " + role.get().label() + ". Yours has the role "
                            + caller.role().label() + ".");
        }
    }
}
