package io.serialpass.simulator.conform;

/**
 * What came of a rule.
 *
 * @since 0.1
 */
public enum Outcome {
    /** The service did what the rule asks for. */
    KEPT,
    /** It did something else. */
    BROKEN,
    /** It could not be seen. */
    NOT_TOLD
}
