package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/**
 * A style of pass, and how many fields Wallet shows of it. The numbers are those of Apple's "Wallet Developer Guide", Pass
 * Design and Creation.
 */
enum PassStyle {
    BOARDING_PASS("boardingPass", 2, 5, 9),
    COUPON("coupon", 1, 4, 4),
    EVENT_TICKET("eventTicket", 1, 8, 12),
    GENERIC("generic", 1, 4, 8),
    STORE_CARD("storeCard", 1, 4, 4),
    POSTER_GENERIC("posterGeneric", 1, 4, 8);

    /** The most header fields of every style. */
    static final int HEADER = 3;

    /** The most secondary fields of every style, and of the auxiliary ones in a row of an event ticket. */
    static final int ROW = 4;

    private final String key;
    private final int primary;
    private final int auxiliary;
    private final int below;

    PassStyle(String key, int primary, int auxiliary, int below) {
        this.key = key;
        this.primary = primary;
        this.auxiliary = auxiliary;
        this.below = below;
    }

    /** The style of a pass; if it has none, the generic one. */
    static PassStyle of(JsonNode pass) {
        return Stream.of(values())
                .filter(style -> pass.has(style.key))
                .findFirst()
                .orElse(GENERIC);
    }

    /** Its key in pass.json. */
    String key() {
        return key;
    }

    int primary() {
        return primary;
    }

    int auxiliary() {
        return auxiliary;
    }

    /** How many secondary and auxiliary fields it shows together. */
    int below(boolean squareBarcode) {
        return this == GENERIC && squareBarcode ? ROW : below;
    }

    boolean showsStrip() {
        return this == COUPON || this == EVENT_TICKET || this == STORE_CARD;
    }

    boolean showsThumbnail(boolean strip) {
        return this == GENERIC || this == POSTER_GENERIC || (this == EVENT_TICKET && !strip);
    }
}
