package io.serialpass.wallet;

/**
 * One thing that is wrong, or is likely not meant so, with a package, a template or a certificate. Immutable.
 *
 * @param severity how bad it is
 * @param where the place: a file, or a path of keys in pass.json such as {@code storeCard.primaryFields[0].value}
 * @param what what is wrong, a sentence
 * @param remedy what to do, a sentence
 * @since 0.1
 */
public record Finding(Severity severity, String where, String what, String remedy) {

    /**
     * How bad it is.
     *
     * @since 0.1
     */
    public enum Severity {
        /** Wallet refuses such a pass, or does not show it as meant. It is not handed out. */
        ERROR,
        /** Something is not there yet without which Wallet refuses such a pass. It is not handed out. */
        INCOMPLETE,
        /**
         * No phone trusts the certificate: it is one of a trial authority, of the demo, or self-made. Phones refuse such a
         * pass. It is handed out all the same, so that everything else can be tried.
         */
        TRIAL,
        /** Wallet takes such a pass; something is lost or doubtful. */
        WARNING
    }

    /**
     * Something that Wallet refuses.
     *
     * @param where the place
     * @param what what is wrong, a sentence
     * @param remedy what to do, a sentence
     * @return the finding
     */
    public static Finding error(String where, String what, String remedy) {
        return new Finding(Severity.ERROR, where, what, remedy);
    }

    /**
     * Something that is not there yet without which Wallet refuses.
     *
     * @param where the place
     * @param what what is missing, a sentence
     * @param remedy what to do, a sentence
     * @return the finding
     */
    public static Finding incomplete(String where, String what, String remedy) {
        return new Finding(Severity.INCOMPLETE, where, what, remedy);
    }

    /**
     * A certificate that no phone trusts.
     *
     * @param where the place
     * @param what whose certificate it is, a sentence
     * @param remedy what to do, a sentence
     * @return the finding
     */
    public static Finding trial(String where, String what, String remedy) {
        return new Finding(Severity.TRIAL, where, what, remedy);
    }

    /**
     * Something that Wallet takes, and that is likely not meant.
     *
     * @param where the place
     * @param what what is wrong, a sentence
     * @param remedy what to do, a sentence
     * @return the finding
     */
    public static Finding warning(String where, String what, String remedy) {
        return new Finding(Severity.WARNING, where, what, remedy);
    }

    /**
     * Whether a package with this finding is not handed out.
     *
     * @return true if Wallet would refuse it, whatever certificates it trusts
     */
    public boolean isError() {
        return severity == Severity.ERROR || severity == Severity.INCOMPLETE;
    }

    /**
     * Whether something is not there yet, and will come.
     *
     * @return true if nothing is wrong but that a part is missing
     */
    public boolean isIncomplete() {
        return severity == Severity.INCOMPLETE;
    }

    /** The finding in one line. */
    @Override
    public String toString() {
        return where + ": " + what + " " + remedy;
    }
}
