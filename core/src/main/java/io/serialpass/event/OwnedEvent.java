package io.serialpass.event;

/**
 * An event of rows that belong to an organization by themselves. Whoever appends it names the organization.
 *
 * @since 0.1
 */
public sealed interface OwnedEvent extends Event permits SerialNumberEvent, AdministrationEvent {}
