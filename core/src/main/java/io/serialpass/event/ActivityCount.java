package io.serialpass.event;

import io.serialpass.organization.PassTypeIdentifier;
import java.time.Instant;

/**
 * How often something happened to passes of one type in one hour. Immutable.
 *
 * @param passTypeIdentifier the type of the passes
 * @param hour the begin of the hour, a whole hour of UTC
 * @param kind the kind of what happened
 * @param count how often, more than 0
 * @since 0.1
 */
public record ActivityCount(PassTypeIdentifier passTypeIdentifier, Instant hour, ActivityKind kind, long count) {}
