package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.Optional;

/**
 * A difference between a server and the settings that are in force in its store. Such a server makes no packages. Immutable.
 *
 * @since 0.1
 */
public sealed interface Difference {

    /**
     * Tells people how the server differs, and what to do.
     *
     * @return one or two sentences, for people, for people, for people
     */
    String sentence();

    /**
     * Another certificate is in force for a pass type, and this server does not have it.
     *
     * @param type the type
     * @param here the fingerprint of the certificate that this server has; empty for none that is valid
     * @param inForce the fingerprint of the one in force
     */
    record OtherSigner(PassTypeIdentifier type, Optional<String> here, String inForce) implements Difference {
        @Override
        public String sentence() {
            return "Another certificate is in force for " + type.value() + ": its fingerprint is " + inForce
                    + ", and this server has "
                    + here.map(fingerprint -> "the one with the fingerprint " + fingerprint)
                            .orElse("none")
                    + ". Put the certificate in force beside it, or start this server with --take-over to put its own in force.";
        }
    }

    /**
     * Another address of the web service is in force.
     *
     * @param here the address that this server was started with
     * @param inForce the one in force
     */
    record OtherWebService(String here, String inForce) implements Difference {
        @Override
        public String sentence() {
            return "Another web service URL is in force, " + inForce + ", and this server was started with " + here
                    + ". Start it with the one in force or without one, or with --take-over to put its own in force.";
        }
    }
}
