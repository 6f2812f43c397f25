package io.serialpass.wallet.apple.preview;

import java.util.Map;

/** The symbols between the two ends of a journey, drawn as SVG, since no font has all of them everywhere. */
final class TransitSymbol {

    private static final String ARROW = "M3 11h13.2l-4.1-4.1 1.4-1.4L20 12l-6.5 6.5-1.4-1.4 4.1-4.1H3z";

    private static final Map<String, String> PATHS = Map.of(
            "PKTransitTypeAir",
            "M22 12c0 .9-.9 1.5-2 1.5h-5.2L10 21H8l2.4-7.5H5.5L3.8 16H2.2l1-4-1-4h1.6l1.7 2.5h4.9L8 3h2l4.8 7.5H20"
                    + "c1.1 0 2 .6 2 1.5z",
            "PKTransitTypeBoat",
            "M11.2 3v10H5zM12.8 5.5V13h5.4zM2.5 15h19l-3 5h-13z",
            "PKTransitTypeBus",
            "M4 5h16a2 2 0 0 1 2 2v9a1 1 0 0 1-1 1h-1.2a2.3 2.3 0 0 1-4.6 0H8.8a2.3 2.3 0 0 1-4.6 0H3a1 1 0 0 1-1-1V7"
                    + "a2 2 0 0 1 2-2zM4 7.5v4h4v-4zM10 7.5v4h4v-4zM16 7.5v4h4v-4z",
            "PKTransitTypeTrain",
            "M7 3h10a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3l2 3h-2.4l-1.4-2H8.8l-1.4 2H5l2-3a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z"
                    + "M6.5 6v5h11V6zM8 13a1.3 1.3 0 1 0 0 2.6A1.3 1.3 0 0 0 8 13zM16 13a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z");

    private TransitSymbol() {}

    /** The symbol of a {@code transitType}; an arrow for those that have none of their own. */
    static String svg(String transitType) {
        return "<svg class=\"transit\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"to\""
                + " viewBox=\"0 0 24 24\"><path fill=\"currentColor\" fill-rule=\"evenodd\" d=\""
                + PATHS.getOrDefault(transitType, ARROW) + "\"/></svg>\n";
    }
}
