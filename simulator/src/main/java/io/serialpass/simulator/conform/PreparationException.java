package io.serialpass.simulator.conform;

/** A rule could not be tried, because what comes before it failed. Its message is a sentence that says what. */
final class PreparationException extends Exception {

    private static final long serialVersionUID = 1L;

    PreparationException(String message) {
        super(message);
    }
}
