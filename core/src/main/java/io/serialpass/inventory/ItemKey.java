package io.serialpass.inventory;

/** The name of an item: the store's id, or the organization's own reference (Valomnia's {@code useExternalId}). */
public sealed interface ItemKey permits ItemId, ItemReference {}
