package io.serialpass.simulator.apns;

/**
 * A push that keeps every rule, before the stand-in answers it. Immutable. Its text form hides the token.
 *
 * @param number how many such pushes have come, this one included
 * @param connection how many connections had been opened when its own was, that one included
 * @param push what would be accepted
 * @since 0.1
 */
public record ReceivedPush(long number, long connection, AcceptedPush push) {}
