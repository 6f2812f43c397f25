package io.serialpass.http.adoption;

/** A row that cannot be adopted. It carries no stack trace: it tells the operator, not us. */
final class UnfitRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param reason what is wrong, as a sentence that holds no secret
     */
    UnfitRowException(String reason) {
        super(reason, null, false, false);
    }
}
