package io.serialpass.wallet.apple.preview;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;

/** Looks for colours in a picture. */
final class Pixels {

    private Pixels() {}

    /** The smallest rectangle around all pixels whose colour, in the form {@code 0xrrggbb}, is one that is looked for. */
    static Rectangle around(BufferedImage picture, IntPredicate color) {
        Rectangle found = new Rectangle(-1, -1);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (color.test(picture.getRGB(x, y) & 0xffffff)) {
                    found.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return found;
    }
}
