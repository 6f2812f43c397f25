package io.serialpass.http.transfer;

import io.serialpass.http.transfer.CsvRecords.CsvRecord;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Problems;
import io.serialpass.text.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The columns of a file of comma-separated values. Immutable. */
final class CsvHeader {

    private static final int MOST_NAMES_SHOWN = 10;
    private static final int MOST_NAME_SHOWN = 40;

    /** The separators that programs write instead of a comma, spreadsheets in Europe above all. */
    private static final List<String> OTHER_SEPARATORS = List.of(";", "\t", "|");

    private final List<String> names;

    private CsvHeader(List<String> names) {
        this.names = List.copyOf(names);
    }

    /**
     * Reads the names of the columns.
     *
     * @param first the first record of the file; empty where it has none
     * @return the columns
     * @throws ApiException if the names are not those that an import needs
     */
    static CsvHeader of(Optional<CsvRecord> first) {
        List<String> cells = first.map(CsvRecord::cells).orElse(List.of());
        if (cells.stream().anyMatch(Utf8Text::isUnreadable)) {
            throw RowFields.invalid("header", "is not UTF-8. " + Utf8Text.REMEDY + ".");
        }
        first.flatMap(CsvRecord::defect).ifPresent(defect -> {
            throw RowFields.withHint(RowFields.invalid("header", defect), RowFields.EXPECTED);
        });
        List<String> names = new ArrayList<>(cells.stream()
                .map(RowFields::canonical)
                .map(name -> Texts.strip(name).isEmpty() ? "" : name)
                .toList());
        try {
            check(names);
        } catch (ApiException e) {
            throw RowFields.withHint(
                    e,
                    otherSeparator(cells)
                            .map(separator -> "The columns are separated by '" + separator
                                    + "'. Separate them by commas, and import the file again.")
                            .orElse(RowFields.EXPECTED));
        }
        return new CsvHeader(names);
    }

    private static void check(List<String> names) {
        Problems problems = new Problems();
        problems.invalid(names.stream()
                .filter(name -> !name.isEmpty() && !isKnown(name))
                .map(CsvHeader::shown)
                .limit(MOST_NAMES_SHOWN)
                .toList());
        RowFields.NEEDED.stream().filter(name -> !names.contains(name)).forEach(problems::missing);
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !name.isEmpty() && !seen.add(name))
                .forEach(name -> problems.value(name, "must be given once"));
        problems.check();
    }

    private static boolean isKnown(String name) {
        return RowFields.SETTABLE.contains(name)
                || RowFields.PASSED_OVER.contains(name)
                || name.equals(SpreadsheetText.COLUMN);
    }

    /** A name of which nobody knows what it holds: the file may be no text at all. */
    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MOST_NAME_SHOWN ? printable : printable.substring(0, MOST_NAME_SHOWN) + "...";
    }

    private static Optional<String> otherSeparator(List<String> cells) {
        String line = String.join(",", cells);
        return OTHER_SEPARATORS.stream()
                .filter(separator -> Stream.of(line.split(Pattern.quote(separator), -1))
                        .map(RowFields::canonical)
                        .anyMatch(RowFields.NEEDED::contains))
                .filter(line::contains)
                .map(separator -> separator.equals("\t") ? "tab" : separator)
                .findFirst();
    }

    /** How many columns there are, those without a name too. */
    int size() {
        return names.size();
    }

    /** Where a column stands; empty if the file does not have it. */
    Optional<Integer> column(String name) {
        int column = names.indexOf(name);
        return column < 0 ? Optional.empty() : Optional.of(column);
    }

    /** The columns that an import passes over, in the order of the file. */
    List<String> passedOver() {
        return names.stream().filter(RowFields.PASSED_OVER::contains).toList();
    }

    /** Whether texts are marked as {@link SpreadsheetText} does. */
    boolean isForSpreadsheet() {
        return names.contains(SpreadsheetText.COLUMN);
    }

    /** Whether a column has no name, so that nobody knows what its cells are. */
    boolean isUnnamed(int column) {
        return column >= names.size() || names.get(column).isEmpty();
    }
}
