package io.serialpass.simulator.conform;

import io.serialpass.simulator.web.NoAnswerException;

/**
 * A rule of the protocol.
 *
 * @param name its name, for people and machines
 * @param right what is right, a sentence
 * @param why what goes wrong otherwise, a sentence
 * @param source where the rule is from
 * @param check tries it
 */
record Rule(String name, String right, String why, Source source, Check check) {

    /** Tries a rule. */
    interface Check {

        /**
         * Tries it.
         *
         * @throws NoAnswerException if a call got no answer, which breaks the rule
         * @throws PreparationException if it could not come so far as to try the rule
         */
        Verdict run(Trial trial) throws NoAnswerException, PreparationException;
    }

    /** Where rules are from. */
    enum Source {
        REGISTER("Apple, Register a Pass for Update Notifications"),
        UNREGISTER("Apple, Unregister a Pass for Update Notifications"),
        LIST("Apple, Get the List of Updatable Passes"),
        FETCH("Apple, Send an Updated Pass"),
        LOG("Apple, Log a Message"),
        REFERENCE("Apple, PassKit Web Service Reference (archived)"),
        HTTP("RFC 9110, HTTP Semantics"),
        /** Apple does not say; servers and wallets in the field have shown what happens. */
        FIELD("seen with servers and phones in the field; Apple does not say");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
