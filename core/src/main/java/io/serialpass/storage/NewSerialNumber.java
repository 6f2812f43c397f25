package io.serialpass.storage;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumberDetails;

/**
 * A serial number to add.
 *
 * @param item the item under which it stands, read in the same unit of work
 * @param details the details that the owner decided
 * @since 0.1
 */
public record NewSerialNumber(Item item, SerialNumberDetails details) {}
