package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.Optional;

/** How a server differs from what is in force in its store. Such a server makes no packages. */
public sealed interface Difference {

    /**
     * Another certificate is in force for a pass type, and this server does not have it.
     *
     * @param type the type
     * @param here the fingerprint of the certificate that this server has; empty for none that is valid
     * @param inForce the fingerprint of the one in force
     */
    record OtherSigner(PassTypeIdentifier type, Optional<String> here, String inForce) implements Difference {}

    /**
     * Another address of the web service is in force.
     *
     * @param here the address that this server was started with
     * @param inForce the one in force
     */
    record OtherWebService(String here, String inForce) implements Difference {}
}
