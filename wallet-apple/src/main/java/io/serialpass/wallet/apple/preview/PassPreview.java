package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.icu.util.ULocale;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassPhone;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.doctor.PkpassFiles;
import io.serialpass.wallet.apple.template.PassColor;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Draws a pass as it will look in Wallet, front and back, as a page of HTML without scripts that needs nothing else. It is
 * drawn after the pictures of Apple's "Pass Design and Creation", and not to the pixel. A locale stands for the phone: its
 * language and region and, in its extension {@code -u-tz-}, its time zone. Without that extension, times are shown in the time
 * zone that they are written in.
 *
 * @since 0.1
 */
public final class PassPreview {

    private static final String CSS = resource("preview.css");

    private PassPreview() {}

    /**
     * Draws a package.
     *
     * @param pkpass the package's bytes
     * @param locale the language and region of the phone
     * @param now the time that relative dates are counted from
     * @return an HTML page
     * @throws UnmadePackageException if the package cannot be read
     */
    public static String of(byte[] pkpass, Locale locale, Instant now) {
        return of(pkpass, PassPhone.usual(List.of(locale)), now);
    }

    /**
     * Draws a package for any phone.
     *
     * @param pkpass the package's bytes
     * @param phone the phone
     * @param now the time that relative dates are counted from
     * @return an HTML page
     * @throws UnmadePackageException if the package cannot be read
     */
    public static String of(byte[] pkpass, PassPhone phone, Instant now) {
        PkpassFiles files = PkpassFiles.unpack(pkpass, PkpassFiles.Keep.WHOLE);
        if (!files.problems().isEmpty()) {
            throw new UnmadePackageException(files.problems().stream()
                    .map(problem -> Finding.error("archive", problem, "Upload another package."))
                    .toList());
        }
        return of(files.kept(), phone, now);
    }

    /**
     * Draws the files of a package.
     *
     * @param files the files by name
     * @param locale the language and region of the phone
     * @param now the time that relative dates are counted from
     * @return an HTML page
     * @throws UnmadePackageException if pass.json cannot be read
     */
    public static String of(Map<String, byte[]> files, Locale locale, Instant now) {
        return of(files, PassPhone.usual(List.of(locale)), now);
    }

    /**
     * Draws the files of a package for any phone.
     *
     * @param files the files by name
     * @param phone the phone
     * @param now the time that relative dates are counted from
     * @return an HTML page
     * @throws UnmadePackageException if pass.json cannot be read
     */
    public static String of(Map<String, byte[]> files, PassPhone phone, Instant now) {
        List<Finding> findings = new ArrayList<>();
        byte[] json = files.get("pass.json");
        if (json == null) {
            findings.add(Finding.error("pass.json", "There is no pass.json.", "Add it."));
            throw new UnmadePackageException(findings);
        }
        ObjectNode pass = PassJsonFormat.read("pass.json", json, findings)
                .orElseThrow(() -> new UnmadePackageException(findings));
        Locale locale = taken(files, phone.locales());
        Phone shown = Phone.of(locale, phone, now);
        PassPage page = new PassPage(pass, PassStyle.of(pass), new PassPictures(files, shown), shown, new Html());
        draw(page, locale);
        return page.html().toString();
    }

    /** The first language in which a package has texts, as a phone takes it; a package without any is shown in the first of all. */
    private static Locale taken(Map<String, byte[]> files, List<Locale> locales) {
        return locales.stream()
                .filter(locale -> PassLanguage.folder(files.keySet(), ULocale.forLocale(locale))
                        .isPresent())
                .findFirst()
                .orElse(locales.get(0));
    }

    private static void draw(PassPage page, Locale locale) {
        page.html()
                .markup("<!DOCTYPE html>\n<html lang=\"")
                .text(locale.stripExtensions().toLanguageTag())
                .markup("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .text(page.text("description"))
                .markup("</title>\n<style>\n" + CSS + "</style>\n</head>\n<body>\n")
                .markup("<div class=\"faces\" style=\"" + look(page) + "\">\n");
        new PassFront(page).draw();
        new PassBack(page).draw();
        page.html().close().markup("</body>\n</html>\n");
    }

    /** The width of the phone, and the colours of a pass. What it does not say is chosen so that it can be read. */
    private static String look(PassPage page) {
        boolean onPicture =
                page.style() == PassStyle.EVENT_TICKET && page.pictures().has("background");
        PassColor background = color(page, "backgroundColor").orElse(PassColor.WHITE);
        PassColor foreground =
                color(page, "foregroundColor").orElse(onPicture ? PassColor.WHITE : background.readable());
        PassColor label = color(page, "labelColor").orElse(foreground);
        return "--background:" + background + ";--foreground:" + foreground + ";--label:" + label + ";--width:"
                + page.phone().width() + "px";
    }

    private static Optional<PassColor> color(PassPage page, String key) {
        return PassColor.parse(page.pass().path(key).asText());
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PassPreview.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
