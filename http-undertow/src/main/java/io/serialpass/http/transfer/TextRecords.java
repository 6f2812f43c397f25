package io.serialpass.http.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.serialpass.http.transfer.CsvRecords.CsvRecord;
import io.serialpass.text.Texts;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads a file of records of named texts, whatever they are about: comma-separated values whose first line names the columns,
 * or one JSON object a line. Names count in any case. Records without any text are passed over. A record that is broken costs
 * no other one, and memory does not grow with the file.
 *
 * @since 0.1
 */
public final class TextRecords {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private TextRecords() {}

    /**
     * Reads a file.
     *
     * @param format its format
     * @param in the file, in UTF-8
     * @return its records, read one by one
     * @throws io.serialpass.http.web.ApiException if the file as a whole cannot be read
     */
    public static Stream<TextRecord> of(TransferFormat format, InputStream in) {
        return switch (format) {
            case CSV -> csv(new CsvRecords(Utf8Text.reader(in)));
            case NDJSON -> ndjson(new TextLines(Utf8Text.reader(in)));
        };
    }

    /**
     * The form in which names are compared.
     *
     * @param name a name as it was written
     * @return the same without white space around it, and with the letters A to Z in lower case
     */
    public static String folded(String name) {
        return Texts.foldAsciiCase(Texts.strip(name));
    }

    private static Stream<TextRecord> csv(CsvRecords records) {
        CsvRecord first = records.next().orElseThrow(() -> RowFields.invalid("file", "is empty."));
        first.defect().ifPresent(defect -> {
            throw RowFields.invalid("header", defect);
        });
        List<String> names = first.cells().stream().map(TextRecords::folded).toList();
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !name.isEmpty() && !seen.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw RowFields.invalid("header", "names the column " + name + " twice.");
                });
        return stream(() -> records.next().map(csv -> record(csv, names)));
    }

    private static TextRecord record(CsvRecord csv, List<String> names) {
        if (csv.defect().isPresent()) {
            return TextRecord.defective(csv.line(), "The row " + csv.defect().get());
        }
        Map<String, String> texts = new HashMap<>();
        List<String> cells = csv.cells();
        for (int i = 0; i < cells.size(); i++) {
            String text = cells.get(i);
            if (!text.isBlank() && (i >= names.size() || names.get(i).isEmpty())) {
                return TextRecord.defective(
                        csv.line(), "The row has text in column " + (i + 1) + ", which the header does not name.");
            }
            if (!text.isEmpty() && i < names.size()) {
                texts.put(names.get(i), text);
            }
        }
        return checked(new TextRecord(csv.line(), texts, Optional.empty()));
    }

    private static Stream<TextRecord> ndjson(TextLines lines) {
        return stream(() -> lines.next().map(TextRecords::record));
    }

    private static TextRecord record(TextLines.Line line) {
        if (line.cut()) {
            return TextRecord.defective(
                    line.number(), "The line has more than " + TextLines.MOST_CHARACTERS + " characters.");
        }
        Map<String, String> texts = new HashMap<>();
        if (line.text().isBlank()) {
            return new TextRecord(line.number(), texts, Optional.empty());
        }
        try {
            JsonNode object = MAPPER.readTree(line.text());
            if (!object.isObject()) {
                return TextRecord.defective(line.number(), "The line is no JSON object.");
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode value = field.getValue();
                String text = value.isContainerNode() ? value.toString() : value.asText();
                if (!value.isNull() && !text.isEmpty()) {
                    texts.put(folded(field.getKey()), text);
                }
            }
        } catch (JsonProcessingException e) {
            // The parser's words may hold a part of the line, and that may be a secret.
            return TextRecord.defective(line.number(), "The line is no JSON object.");
        }
        return checked(new TextRecord(line.number(), texts, Optional.empty()));
    }

    private static TextRecord checked(TextRecord row) {
        return row.texts().values().stream().anyMatch(Utf8Text::isUnreadable)
                ? TextRecord.defective(row.line(), "The row is not UTF-8. " + Utf8Text.REMEDY + ".")
                : row;
    }

    private static Stream<TextRecord> stream(Supplier<Optional<TextRecord>> next) {
        return Stream.generate(next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .filter(row -> row.defect().isPresent() || !row.texts().isEmpty());
    }
}
