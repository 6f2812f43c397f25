package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.Optional;

/**
 * A walk through all passes of a type, in the order of their serial numbers, that reads their barcodes. Immutable.
 *
 * @param type the type
 * @param after the serial number of the last pass that the walk has dealt with; empty at the begin
 * @since 0.1
 */
public record BarcodeWalk(PassTypeIdentifier type, Optional<PassSerialNumber> after) {}
