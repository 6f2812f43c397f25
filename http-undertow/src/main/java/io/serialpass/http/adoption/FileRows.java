package io.serialpass.http.adoption;

import io.serialpass.http.transfer.TextRecord;
import io.serialpass.http.transfer.TextRecords;
import io.serialpass.http.transfer.TransferFormat;
import io.serialpass.service.AdoptionRow;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads passes and registrations from a file that the operator wrote out of whatever a server keeps: a row for each pass, and
 * for a pass with several registrations one for each of them. For one thread.
 *
 * @since 0.1
 */
public final class FileRows {

    private static final String PASS_TYPE = "passTypeIdentifier";
    private static final String SERIAL_NUMBER = "serialNumber";
    private static final String TOKEN = "authenticationToken";
    private static final String DEVICE = "deviceLibraryIdentifier";
    private static final String PUSH_TOKEN = "pushToken";
    private static final String DATE_CREATED = "dateCreated";
    private static final String LAST_UPDATED = "lastUpdated";
    private static final String DATE_REGISTERED = "dateRegistered";
    private static final String VOIDED = "voided";
    private static final String EXPIRATION_DATE = "expirationDate";
    private static final String PACKAGE = "package";

    /** The names that are read, as a row of them. */
    public static final List<String> NAMES = List.of(
            PASS_TYPE,
            SERIAL_NUMBER,
            TOKEN,
            DEVICE,
            PUSH_TOKEN,
            DATE_CREATED,
            LAST_UPDATED,
            DATE_REGISTERED,
            VOIDED,
            EXPIRATION_DATE,
            PACKAGE);

    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 40;

    private final AdoptionOptions options;
    private final SourceTimes times;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> passedOver = new TreeSet<>();

    /**
     * Makes a reader.
     *
     * @param options what the operator says
     */
    public FileRows(AdoptionOptions options) {
        this.options = options;
        this.times = new SourceTimes(options.zone());
        NAMES.forEach(name -> known.add(TextRecords.folded(name)));
    }

    /**
     * Reads a file.
     *
     * @param format its format
     * @param in the file, in UTF-8
     * @return its rows, read one by one
     * @throws io.serialpass.http.web.ApiException if the file as a whole cannot be read
     */
    public Iterator<AdoptionRow> read(TransferFormat format, InputStream in) {
        return TextRecords.of(format, in).map(this::row).iterator();
    }

    /**
     * The names that were passed over so far, since nothing is read from them.
     *
     * @return some of them, each once
     */
    public List<String> passedOver() {
        return new ArrayList<>(passedOver);
    }

    private AdoptionRow row(TextRecord row) {
        String place = "line " + row.line();
        if (row.defect().isPresent()) {
            return new AdoptionRow.Rejected(place, row.defect().get());
        }
        row.texts().keySet().stream()
                .filter(name -> !known.contains(name) && passedOver.size() < MOST_NAMES)
                .map(name -> name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                .forEach(passedOver::add);
        return RowTexts.rowOrRejection(place, () -> issued(place, row));
    }

    private AdoptionRow issued(String place, TextRecord row) {
        Optional<String> type = text(row, PASS_TYPE).or(() -> options.passType().map(known -> known.value()));
        PassId pass = new PassId(RowTexts.passType(type), RowTexts.serialNumber(text(row, SERIAL_NUMBER)));
        PassDetails details = PassDetails.NONE.withVoided(isVoided(row)).withExpirationDate(time(row, EXPIRATION_DATE));
        return new AdoptionRow.Issued(
                place,
                pass,
                RowTexts.token(text(row, TOKEN)),
                details,
                time(row, DATE_CREATED),
                time(row, LAST_UPDATED),
                text(row, PACKAGE),
                RowTexts.registration(text(row, DEVICE), text(row, PUSH_TOKEN), time(row, DATE_REGISTERED)));
    }

    private static Optional<String> text(TextRecord row, String name) {
        return Optional.ofNullable(row.texts().get(TextRecords.folded(name)));
    }

    private Optional<Instant> time(TextRecord row, String name) {
        return text(row, name)
                .map(text -> times.read(text)
                        .orElseThrow(() -> new UnfitRowException("The value of " + name
                                + " is no time. Times look like 2016-08-15T14:52:48Z or 1471272768.")));
    }

    private static boolean isVoided(TextRecord row) {
        String text = text(row, VOIDED).orElse("false").strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true", "t", "1", "yes" -> true;
            case "false", "f", "0", "no" -> false;
            default -> throw new UnfitRowException("The value of " + VOIDED + " must be true or false.");
        };
    }
}
