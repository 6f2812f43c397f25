package io.serialpass.wallet.apple.preview;

import com.google.zxing.common.BitMatrix;
import io.serialpass.wallet.apple.barcode.Symbology;

/** Draws the modules of a barcode as SVG. A module is a whole number of pixels where the pass is wide enough for that. */
final class BarcodePicture {

    /** How wide a square barcode is about. */
    private static final int SQUARE = 176;

    private static final int LINE_HEIGHT = 68;

    private BarcodePicture() {}

    static String svg(BitMatrix modules, Symbology symbology) {
        boolean line = symbology.shape() == Symbology.Shape.LINE;
        int quiet = symbology.quietZone();
        int width = modules.getWidth() + 2 * quiet;
        int height = line ? 1 : modules.getHeight() + 2 * quiet;
        double scale = scale(width, symbology.shape());
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"barcode\" width=\""
                + pixels(width * scale) + "\" height=\"" + (line ? LINE_HEIGHT : pixels(height * scale))
                + "\" viewBox=\"0 0 " + width + " " + height
                + "\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\"><path fill=\"#000\" d=\""
                + path(modules, quiet, line ? 0 : quiet) + "\"/></svg>";
    }

    private static double scale(int width, Symbology.Shape shape) {
        int most = switch (shape) {
            case SQUARE -> Math.max(SQUARE / width, 2);
            case STACKED -> 2;
            case LINE -> 3;
        };
        int fitting = Math.min(Symbology.MOST_WIDE / width, most);
        return fitting > 0 ? fitting : (double) Symbology.MOST_WIDE / width;
    }

    private static long pixels(double length) {
        return Math.round(length);
    }

    /** The dark modules, each run of them in a row as one rectangle. */
    private static StringBuilder path(BitMatrix modules, int left, int top) {
        StringBuilder path = new StringBuilder();
        int width = modules.getWidth();
        int rows = top == 0 ? 1 : modules.getHeight();
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                int begin = x;
                while (x < width && modules.get(x, y)) {
                    x++;
                }
                if (x > begin) {
                    path.append('M').append(begin + left).append(' ').append(y + top);
                    path.append('h')
                            .append(x - begin)
                            .append("v1h")
                            .append(begin - x)
                            .append('z');
                }
            }
        }
        return path;
    }
}
