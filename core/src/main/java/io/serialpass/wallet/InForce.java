package io.serialpass.wallet;

import java.util.Optional;

/**
 * The certificate and the address that a store has put in force for the packages of a type. All servers on the store make
 * packages with these alone, so that
 * each version of a pass is one package, whoever makes it. Immutable.
 *
 * @param signer which certificate signs, as {@link PassPackager#signer} tells; empty while none does
 * @param webServiceUrl the address of the web service for passes whose template names none; empty while there is none
 * @since 0.1
 */
public record InForce(Optional<String> signer, Optional<String> webServiceUrl) {}
