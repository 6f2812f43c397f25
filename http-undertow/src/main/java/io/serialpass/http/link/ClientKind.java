package io.serialpass.http.link;

/** The kind of device that opens a link, as the header {@code User-Agent} tells it. */
enum ClientKind {
    /** An iPhone, which opens a package in Wallet. */
    IPHONE,
    /** An Android phone, which hands a file to the wallet that its owner has. */
    ANDROID,
    /** Anything else: a computer, a tablet, a program. It is shown a page. */
    OTHER;

    static ClientKind of(String userAgent) {
        if (userAgent.contains("iPhone") || userAgent.contains("iPod")) {
            return IPHONE;
        }
        return userAgent.contains("Android") ? ANDROID : OTHER;
    }
}
