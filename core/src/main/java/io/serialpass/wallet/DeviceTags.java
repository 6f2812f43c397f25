package io.serialpass.wallet;

/**
 * How far a device's passes of a type have come.
 *
 * @param greatest the greatest tag of the device's registrations and of their passes, those without a package included
 * @param last the last tag that was given out for the type
 * @since 0.1
 */
public record DeviceTags(UpdateTag greatest, UpdateTag last) {}
