package io.serialpass.wallet.apple.preview;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Takes pictures of previews with Chromium. */
final class Browser {

    /** How many pixels a point of a phone has. */
    static final int SCALE = 2;

    private static final int WIDTH = 431;
    private static final int HEIGHT = 530;

    /** A browser takes no picture that is much higher than 16,000 pixels. */
    private static final int COLUMNS = 6;

    private Browser() {}

    static boolean isInstalled() {
        return Tool.isInstalled("chromium");
    }

    /** The front of each preview, in pictures that are wider than a pass. The browser starts only once for all of them. */
    static List<BufferedImage> fronts(Path directory, List<String> previews) throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder(
                "<body style=\"margin:0;display:flex;flex-wrap:wrap;width:" + COLUMNS * WIDTH + "px\">");
        for (int i = 0; i < previews.size(); i++) {
            Files.writeString(directory.resolve(i + ".html"), previews.get(i));
            all.append("<iframe style=\"border:0;width:" + WIDTH + "px;height:" + HEIGHT + "px\" src=\"" + i
                    + ".html\"></iframe>");
        }
        Path page = Files.writeString(directory.resolve("all.html"), all);
        Path picture = directory.resolve("all.png");
        byte[] unused = Tool.output(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + directory.resolve("browser"),
                "--force-device-scale-factor=" + SCALE,
                "--window-size=" + COLUMNS * WIDTH + "," + HEIGHT * (previews.size() / COLUMNS + 1),
                "--screenshot=" + picture,
                page.toUri().toString());
        BufferedImage whole = ImageIO.read(picture.toFile());
        List<BufferedImage> fronts = new ArrayList<>();
        for (int i = 0; i < previews.size(); i++) {
            fronts.add(whole.getSubimage(
                    i % COLUMNS * WIDTH * SCALE, i / COLUMNS * HEIGHT * SCALE, WIDTH * SCALE, HEIGHT * SCALE));
        }
        return fronts;
    }
}
