package io.serialpass.service;

/**
 * The outcome of undoing a redemption.
 *
 * @since 0.1
 */
public enum UndoOutcome {
    /** The pass is not redeemed, or not any more. */
    UNDONE,
    /** The redemption is too long ago; nothing changed. */
    TOO_LATE,
    /** The pass was redeemed by another scan; nothing changed. */
    REDEEMED,
    /** No pass of the organization has the barcode. */
    UNKNOWN
}
