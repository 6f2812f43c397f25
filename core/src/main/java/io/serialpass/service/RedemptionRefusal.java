package io.serialpass.service;

/**
 * Why the holder of a pass is not let in.
 *
 * @since 0.1
 */
public enum RedemptionRefusal {
    /** No pass of the organization has the barcode. */
    UNKNOWN,
    /** The pass is of another type, or tied to another item, than the door is for. */
    WRONG_PASS,
    /** The pass is void. */
    VOIDED,
    /** The pass has expired. */
    EXPIRED,
    /** The pass was redeemed before. */
    REDEEMED,
    /** Several passes that are worth something have the barcode. */
    AMBIGUOUS
}
