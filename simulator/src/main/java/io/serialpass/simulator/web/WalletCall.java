package io.serialpass.simulator.web;

/**
 * The five calls of a wallet web service. Source: Apple's "Adding a Web Service to Update Passes".
 *
 * @since 0.1
 */
public enum WalletCall {
    /** A phone wants to be told when a pass changes. */
    REGISTER,
    /** A phone does not want to be told any more. */
    UNREGISTER,
    /** A phone asks which of its passes changed. */
    LIST,
    /** A phone asks for the newest package of a pass. */
    FETCH,
    /** A phone says what went wrong. */
    LOG
}
